package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What another program's configuration says in the words of this one.
 *
 * @param channels as the document has them, in the order in which they are to be tried
 * @param strategy empty: the source has none that means the same
 */
public record Imported(
    List<ObjectNode> channels,
    List<ObjectNode> mappings,
    Optional<String> strategy,
    List<Note> notes) {

  public Imported {
    channels = List.copyOf(channels);
    mappings = List.copyOf(mappings);
    notes = List.copyOf(notes);
  }

  /**
   * What became of a part of the source.
   *
   * @param pointer into the source
   * @param what one line for people, without secrets
   */
  public record Note(boolean taken, String pointer, String what) {

    public Note {
      pointer = Part.line(pointer);
      what = Part.line(what);
    }
  }
}
