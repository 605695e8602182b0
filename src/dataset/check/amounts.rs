//! Figures and sums: ranges, units and currencies.

use crate::model::{Entity, Money, Value};
use crate::notation::Step;

use super::Checker;

impl Checker<'_> {
    pub(super) fn range(&mut self, entity: Entity, path: &[Step], value: Value) {
        if let Value::Range(lo, hi) = value
            && lo > hi
        {
            let mut path = path.to_vec();
            path.push(Step::Field("value"));
            self.find(
                "E21",
                entity,
                &path,
                format!("the range {lo} to {hi} is reversed"),
                format!("write Range({hi}, {lo})"),
            );
        }
    }

    pub(super) fn currency(&mut self, entity: Entity, path: &[Step], money: &Money) {
        let mut path = path.to_vec();
        path.push(Step::Field("currency"));
        let code = &money.currency;
        if iso_currency::Currency::from_code(code).is_none()
            && !WITHDRAWN.iter().any(|(known, ..)| known == code)
        {
            self.find(
                "E21",
                entity,
                &path,
                format!("`{code}` is not a currency of ISO 4217"),
                "three letters, such as USD",
            );
            return;
        }
        let when = money.priced.as_ref().or(money.on.as_ref());
        if let (Some(when), Some((_, from, to))) =
            (when, WITHDRAWN.iter().find(|(known, ..)| known == code))
            && let (Some(first), Some(last)) = (when.earliest(), when.latest())
            && (last.year() < *from || first.year() > *to)
        {
            self.find(
                "W22",
                entity,
                &path,
                format!("`{code}` was in use from {from} to {to}, and the sum is of {when}"),
                "name the currency of that time",
            );
        }
    }
}

/// Units that need no explanation.
const UNITS: [&str; 60] = [
    "%",
    "W",
    "kW",
    "MW",
    "GW",
    "Wh",
    "kWh",
    "MWh",
    "GWh",
    "TWh",
    "V",
    "kV",
    "m",
    "mm",
    "cm",
    "km",
    "m2",
    "km2",
    "ha",
    "m3",
    "km3",
    "l",
    "g",
    "kg",
    "t",
    "kt",
    "Mt",
    "Gt",
    "bcm",
    "bcm/year",
    "t/year",
    "kt/year",
    "Mt/year",
    "GWh/year",
    "MW/year",
    "t/month",
    "bbl",
    "bbl/day",
    "days",
    "months",
    "years",
    "hours",
    "minutes",
    "people",
    "persons",
    "households",
    "companies",
    "units",
    "stations",
    "boreholes",
    "projects",
    "documents",
    "agreements",
    "countries",
    "votes",
    "lines",
    "tariff lines",
    "km/h",
    "°C",
    "MW thermal",
];

/// Currencies that ISO 4217 has withdrawn, or that were only of account, with their years.
const WITHDRAWN: [(&str, i64, i64); 12] = [
    ("SUR", 1922, 1991),
    ("RUR", 1991, 1998),
    ("DEM", 1948, 2002),
    ("FRF", 1960, 2002),
    ("ITL", 1861, 2002),
    ("ESP", 1868, 2002),
    ("NLG", 1815, 2002),
    ("ATS", 1924, 2002),
    ("BEF", 1832, 2002),
    ("XTR", 1964, 1991),
    ("XEU", 1979, 1998),
    ("DDM", 1948, 1990),
];

pub(super) fn is_unit(unit: &str) -> bool {
    if UNITS.contains(&unit) {
        return true;
    }
    // A rate is known when its two parts are.
    let per = unit
        .split_once('/')
        .or_else(|| unit.split_once(" a "))
        .or_else(|| unit.split_once(" per "));
    if let Some((what, time)) = per {
        return is_unit(what.trim())
            && matches!(time.trim(), "year" | "month" | "day" | "hour" | "s" | "a");
    }
    // Counted things are plain words.
    unit.len() >= 4
        && unit
            .chars()
            .all(|c| c.is_alphabetic() || c == ' ' || c == '-')
}
