package dev.sluice.cli.connect;

import java.util.List;
import java.util.Random;

/** Settings as people and tools write them: every habit by chance. */
final class OddText {

  private static final List<String> STRINGS =
      List.of(
          "",
          "x",
          "größer",
          "日本語 🎉",
          "a // b",
          "/* no */",
          "\\\"q\\\"",
          "\\u00e9",
          "# [t]",
          "a,}");
  private static final String PLAIN = "abcdefgh";

  private final Random chance;
  private final String end;
  private final String unit;
  private final boolean comments;
  private final boolean lines;

  OddText(long seed) {
    chance = new Random(seed);
    end = chance.nextBoolean() ? "\n" : "\r\n";
    unit = pick("  ", "    ", "\t", " ", "   ", "");
    comments = chance.nextInt(3) == 0;
    lines = chance.nextInt(5) > 0;
  }

  private String pick(String... choices) {
    return choices[chance.nextInt(choices.length)];
  }

  private String mark() {
    return chance.nextInt(6) == 0 ? "\uFEFF" : "";
  }

  private String name(int i) {
    return PLAIN.charAt(chance.nextInt(PLAIN.length())) + "" + i;
  }

  String json() {
    if (chance.nextInt(12) == 0) {
      return mark() + pick("", end, "  " + end, "{}", "{ }", "{" + end + "}" + end);
    }
    return mark() + pick("", end) + comment("//", "") + group("", 0) + pick("", end, end + end);
  }

  private String group(String indent, int depth) {
    var text = new StringBuilder("{");
    int members = chance.nextInt(5);
    for (int i = 0; i < members; i++) {
      String name = depth == 0 && i == members / 2 && chance.nextBoolean() ? "env" : name(i);
      text.append(lines ? end + indent + unit : pick("", " ")).append('"').append(name);
      text.append('"').append(pick(": ", ":", " : "));
      boolean holds = name.equals("env") || (chance.nextInt(4) == 0 && depth < 3);
      text.append(holds ? group(indent + unit, depth + 1) : json(depth));
      text.append(i < members - 1 || (comments && chance.nextInt(4) == 0) ? "," : "");
      text.append(lines ? comment(" //", "") : "");
    }
    return text.append(lines && members > 0 ? end + indent : pick("", " ")).append('}').toString();
  }

  private String json(int depth) {
    return switch (chance.nextInt(depth > 3 ? 4 : 5)) {
      case 0 -> pick("true", "null", "-1.5e3", "0");
      case 1 -> "[" + (lines ? end : "") + "1, \"]\"]";
      case 2 -> "{}";
      case 3 -> '"' + STRINGS.get(chance.nextInt(STRINGS.size())) + '"';
      default -> "[" + group("", depth + 1) + "]";
    };
  }

  private String comment(String start, String otherwise) {
    if (!comments || chance.nextInt(3) > 0) {
      return otherwise;
    }
    return start.startsWith(" ") ? pick(" // c, }", " /* c { */") : "// a \"comment\"" + end;
  }

  String toml() {
    var text = new StringBuilder(mark());
    pairs(text, "");
    for (int i = chance.nextInt(4); i > 0; i--) {
      text.append(pick("", end)).append(pick("# [not] a table" + end, ""));
      boolean many = chance.nextInt(4) == 0;
      String table = pick("a.", "mcp_servers.", "\"q.r\".", "model_providers.") + name(i);
      text.append(many ? "[[" + table + "]]" : "[ " + table + " ]")
          .append(pick("", " # c"))
          .append(end);
      pairs(text, pick("", unit));
    }
    if (chance.nextInt(4) == 0) {
      text.append("[model_providers.sluice]").append(end).append("base_url=\"http://old\"");
      text.append(end).append("extra = 1").append(pick("", end));
    }
    return text.toString();
  }

  private void pairs(StringBuilder text, String indent) {
    for (int i = chance.nextInt(4); i > 0; i--) {
      text.append(indent).append(pick(name(i), "\"k " + i + "\"", "d." + name(i)));
      text.append(pick(" = ", "=", "  =  "))
          .append(toml(i))
          .append(pick("", " # c = 1"))
          .append(end);
    }
    text.append(
        indent.isEmpty() && chance.nextInt(5) == 0 ? "model_provider = 'openai'" + end : "");
  }

  private String toml(int i) {
    return switch (chance.nextInt(6)) {
      case 0 ->
          pick("true", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00", "1_000", "+inf", "0x1F");
      case 1 -> "[ 1, # c ]" + end + "  'a]', ]";
      case 2 -> "{ a = 1, b.c = \"}\" }";
      case 3 -> "\"\"\"" + end + "[x]" + end + "k = \\\"\"\"\"";
      case 4 -> "'''" + end + "it's" + i + "'''";
      default -> '"' + STRINGS.get(chance.nextInt(STRINGS.size())) + '"';
    };
  }

  String env() {
    var text = new StringBuilder(mark());
    for (int i = chance.nextInt(6); i > 0; i--) {
      String name = chance.nextInt(6) == 0 ? "GEMINI_API_KEY" : "V" + i;
      boolean ours = name.startsWith("G");
      String lines = ours ? "y" : "\"l1" + end + "GEMINI_API_KEY=no" + end + "l3\"";
      text.append(pick("", "export ", "  ")).append(name).append(pick("=", " = "));
      text.append(pick("", "x", "'a#b'", lines, "a#b", "ü"));
      text.append(pick("", " # c")).append(end).append(pick("", end, "# c" + end, "no pair" + end));
    }
    return text.append(pick("", "LAST=1")).toString();
  }
}
