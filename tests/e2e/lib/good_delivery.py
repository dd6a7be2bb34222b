"""A delivery in which every community attains, but for what is asked for.

usage: good_delivery.py STANDARD REGISTER WAVE CITY [COLUMN=VALUE | TITLE:COLUMN=TEXT]...

Writes CSV: a line for each community of the register whose city code is CITY.
COLUMN=VALUE answers that column otherwise; TITLE:COLUMN=TEXT heads it
otherwise.
"""
import csv
import sys

GOOD = dict(
    survey_date="{wave}-12-05", report_date="{wave}-12-20", area_km2="1.5",
    households="1000", population="3000", compounds_total="10",
    compounds_new="2", compounds_new_commodity="1", compounds_old="3",
    old_renovated_2019="1", old_renovated_2020="1", old_central_finance="0",
    pilot="否", participating_date="2020-12-03", pilot_new_commodity="1",
    pilot_renovated_2019="1", pilot_renovated_2020="1", survey_year="{wave}",
    c01_study_meetings="2", c02_joint_meetings="2", c03_designer_events="2",
    c03_publicity_events="2", c05_waterlogging="否",
    c05_waterlogging_points="0", c05_compounds_sorting="10",
    c08_lane_blocked="否", c09_new_households="200",
    c09_new_care_area_m2="50", c09_old_households="500",
    c09_old_care_area_m2="100", c12_pm_residents="900",
    c12_pm_rate_reported="30%", c12_pm_compounds="3", c13_form_count="2",
    c14_trainings="2", c16_heritage="无")


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(standard, register, wave, city, *changes):
    columns = [c for c in table(standard + "/columns.csv")
               if c["personal"] != "yes"]
    title = {c["name"]: c["title_zh"] for c in columns}
    answer = {c["name"]: "是" if c["type"] == "bool" else "" for c in columns}
    answer.update({k: v.format(wave=wave) for k, v in GOOD.items()})
    for change in changes:
        name, text = change.split("=", 1)
        if name.startswith("TITLE:"):
            title[name[6:]] = text
        else:
            answer[name] = text
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(title.values())
    for unit in table(register):
        if unit["city_code"] == city:
            row = {**answer, **{k: v for k, v in unit.items() if k in answer}}
            out.writerow(row.values())


main(*sys.argv[1:])
