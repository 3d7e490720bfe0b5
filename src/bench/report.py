"""Figures of many rounds as medians and ratios, on the screen and in a file."""

import json
from pathlib import Path
from statistics import median


class Table:
    """The figures of one measure: for each contestant, one dictionary for each round."""

    def __init__(self, title: str, ratio_of: str = "", added_to: str = "") -> None:
        self.title = title
        self.ratio_of = ratio_of
        self.added_to = added_to
        self.rounds: dict = {}

    def add(self, name: str, figures: dict) -> None:
        self.rounds.setdefault(name, []).append(figures)

    def medians(self, name: str) -> dict:
        rounds = self.rounds[name]
        return {key: median(each[key] for each in rounds) for key in rounds[0]}

    def pairs(self, name: str, base: str) -> list:
        """The ratio of each round: what else ran on the machine touched both of a pair."""
        own, others = self.rounds[name], self.rounds[base]
        return [a[self.ratio_of] / b[self.ratio_of] for a, b in zip(own, others)]

    def ratios(self, name: str) -> dict:
        found = {}
        for base in self.rounds:
            if self.ratio_of and name not in ("direct", "nginx") and base not in (name, "direct"):
                ratios = self.pairs(name, base)
                found[base] = {"median": median(ratios), "least": min(ratios), "most": max(ratios)}
        return found

    def added(self, name: str) -> dict:
        """Delays beyond those of no gateway at all."""
        if self.added_to not in self.rounds or name == self.added_to:
            return {}
        base = self.medians(self.added_to)
        own = self.medians(name)
        return {key: own[key] - base[key] for key in own if key.endswith(("p50_us", "p99_us"))}

    def as_json(self) -> dict:
        return {
            name: {
                "median": self.medians(name),
                "ratios": self.ratios(name),
                "added": self.added(name),
                "rounds": rounds,
            }
            for name, rounds in self.rounds.items()
        }

    def show(self) -> None:
        print(f"\n{self.title}")
        for name in self.rounds:
            figures = "  ".join(f"{key} {value:,.1f}" for key, value in self.medians(name).items())
            print(f"  {name:14} {figures}")
            for base, ratio in self.ratios(name).items():
                print(
                    f"  {'':14} {self.ratio_of} = {ratio['median']:.2f} x {base}"
                    f"  ({ratio['least']:.2f} to {ratio['most']:.2f})"
                )
            added = self.added(name)
            if added:
                shown = "  ".join(f"{key} {value:+,.0f}" for key, value in added.items())
                print(f"  {'':14} over {self.added_to}: {shown}")


def save(tables: dict, about: dict, path: Path) -> None:
    whole = about | {"measures": {name: table.as_json() for name, table in tables.items()}}
    path.write_text(json.dumps(whole, indent=1) + "\n")
    print(f"\nwritten to {path}")
