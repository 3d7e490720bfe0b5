package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Source;
import java.util.Locale;

/** Writes documents as files, or as text between marks. */
final class DocumentWriter {

  private static final String PDF = "application/pdf";

  private final UpstreamOptions options;
  private final Losses losses;
  private final PartWriter parts;

  DocumentWriter(UpstreamOptions options, Losses losses, PartWriter parts) {
    this.options = options;
    this.losses = losses;
    this.parts = parts;
  }

  void write(ContentBlock.Document document, ArrayNode out) throws Inexpressible {
    if (document.cited()) {
      losses.degraded(Part.DOCUMENT_CITATIONS, "are not made");
    }
    document
        .context()
        .ifPresent(context -> {
          losses.degraded(Part.DOCUMENT_CONTEXT, "becomes text before the document");
          PartWriter.text("About the document that follows: " + context, out);
        });
    switch (document.source()) {
      case Source.Base64 data -> file(document, data, out);
      case Source.Url(var url) -> {
        if (told(Part.DOCUMENT_URL, out)) {
          out.addObject().put("type", "input_file").put("file_url", url);
        }
      }
      case Source.PlainText(_, var text) ->
          PartWriter.text(opening(document) + "\n" + text + "\n</document>", out);
      case Source.Blocks(var content) -> {
        PartWriter.text(opening(document), out);
        out.addAll(parts.all(content));
        PartWriter.text("</document>", out);
      }
      case Source.FileId _ ->
          throw new Inexpressible(
              Part.DOCUMENT_FILE,
              "lies in another provider's store; send the document itself as base64");
    }
  }

  private void file(ContentBlock.Document document, Source.Base64 data, ArrayNode out) {
    if (told(Part.DOCUMENT_PDF, out)) {
      out.addObject()
          .put("type", "input_file")
          .put("filename", filename(document, data.mediaType()))
          .put("file_data", data.dataUrl());
    }
  }

  private boolean told(Part part, ArrayNode out) {
    if (!options.documents()) {
      losses.degraded(part, "is left out: the model does not read documents");
      PartWriter.text("[document omitted: the model does not read documents]", out);
    }
    return options.documents();
  }

  private static String filename(ContentBlock.Document document, String mediaType) {
    String title = document.title().filter(name -> !name.isBlank()).orElse("document");
    boolean bare = mediaType.equals(PDF) && !title.toLowerCase(Locale.ROOT).endsWith(".pdf");
    return bare ? title + ".pdf" : title;
  }

  private static String opening(ContentBlock.Document document) {
    return document
        .title()
        .map(title -> "<document title=\"" + title.replace('"', '\'') + "\">")
        .orElse("<document>");
  }
}
