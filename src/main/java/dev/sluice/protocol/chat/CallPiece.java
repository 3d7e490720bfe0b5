package dev.sluice.protocol.chat;

/**
 * What one chunk tells of one call.
 *
 * @param index of the call; below zero when it was not told
 * @param id empty when it was not told
 * @param name whole or in part, or again; empty when it was not told
 * @param arguments the next part of them, often empty
 */
record CallPiece(int index, String id, String name, String arguments) {

  static final int UNTOLD = -1;
}
