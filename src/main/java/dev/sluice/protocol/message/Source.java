package dev.sluice.protocol.message;

import java.util.List;

/** Where the content of a picture or document lies. */
public sealed interface Source {

  /**
   * @param data base64, as it came
   */
  record Base64(String mediaType, String data) implements Source {

    /** As a {@code data:} address. */
    public String dataUrl() {
      return "data:" + mediaType + ";base64," + data;
    }
  }

  record Url(String url) implements Source {}

  /** In the provider's own store of files. */
  record FileId(String id) implements Source {}

  record PlainText(String mediaType, String text) implements Source {}

  /** Blocks of text and pictures. */
  record Blocks(List<ContentBlock> content) implements Source {

    public Blocks {
      content = List.copyOf(content);
    }
  }
}
