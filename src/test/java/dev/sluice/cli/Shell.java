package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in this process, in an environment of its own. */
final class Shell {

  final Map<String, String> environment = new HashMap<>();
  String input = "";

  Shell(Path dataDir) {
    environment.put("DATA_DIR", dataDir.toString());
    environment.put("USER", "op");
  }

  record Ran(int code, String out, String err) {}

  Ran run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader(input)),
            environment,
            false);
    int code = Main.run(args, terminal);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Arguments without blanks in them. */
  Ran line(String line) {
    return run(line.split(" "));
  }

  /** The output of a command that must succeed quietly. */
  String done(String line) {
    Ran ran = line(line);
    assertThat(ran.err()).as(line).isEmpty();
    assertThat(ran.code()).as(line).isZero();
    return ran.out();
  }

  JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(done(line));
  }
}
