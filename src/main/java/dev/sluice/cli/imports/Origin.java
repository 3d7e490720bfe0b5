package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Document;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Notation;

/** A program whose configuration can be read. */
public enum Origin {
  CLAUDE_PROXY("claude-proxy") {
    @Override
    public Imported read(byte[] bytes) throws InvalidConfiguration {
      return ClaudeProxyFile.read(Document.parse(bytes));
    }
  },
  CCR("ccr") {
    @Override
    public Imported read(byte[] bytes) throws InvalidConfiguration {
      return RouterFile.read(LooseJson.parse(bytes));
    }
  },
  LITELLM("litellm") {
    @Override
    public Imported read(byte[] bytes) throws InvalidConfiguration {
      ObjectNode root = Notation.YAML.parse(bytes);
      return LitellmFile.read(root);
    }
  },
  CCS("ccs") {
    @Override
    public Imported read(byte[] bytes) throws InvalidConfiguration {
      return SwitchFile.read(bytes);
    }
  };

  private final String id;

  Origin(String id) {
    this.id = id;
  }

  /** As {@code --from} names it. */
  public String id() {
    return id;
  }

  /** Reads a file whole; what is hostile or half-written is refused with where and why. */
  public abstract Imported read(byte[] bytes) throws InvalidConfiguration;
}
