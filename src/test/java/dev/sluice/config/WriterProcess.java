package dev.sluice.config;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A program that changes a document again and again; it says when it has begun. */
final class WriterProcess {

  private WriterProcess() {}

  static Process start(Path document, String name, int edits) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                document.toString(),
                name,
                Integer.toString(edits)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws Exception {
    var file = ConfigFile.at(Path.of(args[0]), Map.of(), InstantSource.system());
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      String from = args[1] + i;
      file.edit(
          args[1],
          from,
          (document, _) ->
              document.withArray("/mappings").addObject().put("from", from).put("to", "x"));
      System.out.println(i);
    }
  }
}
