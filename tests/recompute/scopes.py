"""What cities and counties have settled for themselves (三(二) of the text): a
criterion or an atom that is off or soft there, a threshold of their own.  From
the rules of DESIGN 4 and the documents' tables alone: of a county and its city
the county comes first, then what is said of an atom before what is said of its
criterion."""
import csv
import os

# What a threshold of its own changes: the atom, how its test has the number,
# and the number.
THRESHOLDS = {"care_new_m2": ("C09.8", "%s *", "20"),
              "care_old_m2": ("C09.9", "%s *", "15"),
              "joint_meetings": ("C02.2", ">= %s", "2"),
              "trainings": ("C14.1", ">= %s", "2")}


class Rules:
    """What binds somewhere on a day."""

    def __init__(self, state=None, own=None):
        self.state = state or {}    # atom -> off | soft, where it is
        self.own = own or {}        # parameter -> value

    def __eq__(self, other):
        return (self.state, self.own) == (other.state, other.own)

    def counts(self, atom):
        return atom not in self.state

    def is_off(self, atom):
        return self.state.get(atom) == "off"

    def test_of(self, atom, text):
        for name, (of, form, number) in THRESHOLDS.items():
            if of == atom and name in self.own:
                text = text.replace(form % number, form % self.own[name])
        return text

    def basis(self, hard, every):
        """In words; `hard` are the atoms that count by the standard, `every`
        all of them, in order."""
        mine = {a: s for a, s in self.state.items()
                if s == "off" or a in hard}
        out = []
        for c in sorted({a.split(".")[0] for a in every}):
            of = [a for a in every if a.startswith(c + ".")]
            could = [a for a in of if a in hard]
            states = [mine.get(a) for a in of]
            if set(states) == {"off"}:
                out.append(c + ":off")
            elif "off" not in states and could \
                    and all(mine.get(a) == "soft" for a in could):
                out.append(c + ":soft")
            else:
                out += [a + ":" + mine[a] for a in of if a in mine]
        return ";".join(out + ["%s=%s" % p for p in self.own.items()])


COMMON = Rules()


def read(folder, name):
    path = os.path.join(folder, name)
    if not folder or not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def holds(row, day):
    """Days of a year or a month alone begin and end with it."""
    first = row["valid_from"].ljust(4, "0")
    last = row["valid_to"] or "9999"
    return first <= day and (day <= last or day.startswith(last))


class Scopes:
    """The tables of a standard, asked for a place and a day."""

    def __init__(self, folder, atoms):
        self.rows = read(folder, "scopes.csv")
        self.parameters = read(folder, "parameters.csv")
        self.atoms = atoms

    def rules(self, city, county, day):
        state, own = {}, {}
        for place in (city, county):
            here = [r for r in self.rows
                    if r["scope"] == place and holds(r, day)]
            # the criterion first, so that its atoms come over it
            for r in sorted(here, key=lambda r: "." in r["item"]):
                for a in self.atoms:
                    if a == r["item"] or a.split(".")[0] == r["item"]:
                        state[a] = r["state"]
        for name in dict.fromkeys(r["name"] for r in self.parameters):
            for place in (city, county):
                for r in self.parameters:
                    if (r["name"], r["scope"]) == (name, place) \
                            and name in THRESHOLDS and holds(r, day):
                        own[name] = r["value"]
        common = {r["name"]: r["value"] for r in self.parameters
                  if r["scope"] == "" and holds(r, day)}
        return Rules({a: s for a, s in state.items() if s != "hard"},
                     {n: v for n, v in own.items() if v != common.get(n)})
