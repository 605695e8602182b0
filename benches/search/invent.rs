//! Invented histories of any size: names with marks and in Cyrillic, what people in office do, where, when and why.
//!
//! Titles have about as many letters as those of a true history, some thousand different words, and as many that begin
//! alike. The same number gives the same history on every machine.

use std::fmt::Write as _;

use annals::model::{Date, Event, EventKind, History, Overview, Parts};

const FIRST_PARTS: [&str; 24] = [
    "Bat",
    "Gan",
    "Enkh",
    "Mönkh",
    "Tömör",
    "Sükh",
    "Bayar",
    "Altan",
    "Naran",
    "Otgon",
    "Dorj",
    "Pürev",
    "Lkhagva",
    "Nyam",
    "Sainbayar",
    "Tseren",
    "Damdin",
    "Chuluun",
    "Zorig",
    "Ulziit",
    "Khurel",
    "Tsend",
    "Ganzo",
    "Jam",
];
const LAST_PARTS: [&str; 24] = [
    "bold", "bayar", "-Erdene", "tuyaa", "jargal", "saikhan", "zorig", "baatar", "khüü", "mönkh",
    "süren", "tsetseg", "dorj", "khand", "maa", "sambuu", "ragchaa", "dash", "yam", "ochir",
    "sükh", "ayush", "rentsen", "luvsan",
];
const FATHERS: [&str; 24] = [
    "Ukhnaagiin",
    "Tsakhiagiin",
    "Nambaryn",
    "Natsagiin",
    "Punsalmaagiin",
    "Khorloogiin",
    "Yumjaagiin",
    "Jambyn",
    "Khaltmaagiin",
    "Damdiny",
    "Sanjaagiin",
    "Dashiin",
    "Mendsaikhany",
    "Süleimeni",
    "Luvsannamsrain",
    "Oyuun",
    "Çetin",
    "İsmet",
    "Łukasz",
    "Živko",
    "Søren",
    "François",
    "José",
    "Ngô Đình",
];
const KNOWN: [&str; 28] = [
    "Khürelsükh",
    "Хүрэлсүх",
    "Ухнаагийн Хүрэлсүх",
    "Elbegdorj",
    "Цахиагийн Элбэгдорж",
    "Battulga",
    "Баттулга",
    "Enkhbayar",
    "Энхбаяр",
    "Choibalsan",
    "Чойбалсан",
    "Tsedenbal",
    "Цэдэнбал",
    "Putin",
    "Путин",
    "Medvedev",
    "Медведев",
    "Yeltsin",
    "Brezhnev",
    "Брежнев",
    "Gorbachev",
    "Горбачёв",
    "Lavrov",
    "Лавров",
    "Zhukov",
    "Жуков",
    "Xi Jinping",
    "习近平",
];
const VERBS: [&str; 30] = [
    "visits",
    "pays a state visit to",
    "returns from",
    "meets his counterpart in",
    "signs a treaty of friendship in",
    "signs an agreement on railways in",
    "speaks on the war in",
    "asks for fuel in",
    "settles the debt in",
    "opens the railway near",
    "lays a wreath in",
    "joins the summit at",
    "protests against the dam above",
    "receives the ambassador in",
    "agrees on a gas pipeline across",
    "recalls the delegation from",
    "mediates between the parties at",
    "hands over the archive of",
    "inspects the copper mine at",
    "celebrates the victory at",
    "renews the lease of the works in",
    "postpones the talks in",
    "declares the third neighbour policy in",
    "welcomes the loan for",
    "hosts the forum of",
    "exchanges notes in",
    "withdraws the troops from",
    "ratifies the border treaty with",
    "inaugurates the power station of",
    "appoints a commission for",
];
const PLACES: [&str; 40] = [
    "Moscow",
    "Москва",
    "Ulaanbaatar",
    "Улаанбаатар",
    "Khalkhin Gol",
    "Халхын гол",
    "Vladivostok",
    "Владивосток",
    "Samarkand",
    "Irkutsk",
    "Иркутск",
    "Beijing",
    "北京",
    "Kyakhta",
    "Хиагт",
    "Erdenet",
    "Эрдэнэт",
    "Darkhan",
    "Sükhbaatar",
    "Chita",
    "Ulan-Ude",
    "Улан-Удэ",
    "Saint Petersburg",
    "Kyzyl",
    "Altai",
    "Khovd",
    "Ховд",
    "Bayan-Ölgii",
    "Dornod",
    "Зүүнбаян",
    "Egiin Gol",
    "Selenge",
    "Astana",
    "Ankara",
    "Kraków",
    "São Paulo",
    "Tōkyō",
    "Pyongyang",
    "Hà Nội",
    "Warsaw",
];
const REASONS: [&str; 20] = [
    "for the anniversary of the battle",
    "after the elections",
    "on the way to the summit",
    "in spite of the warrant",
    "before the vote on the budget",
    "to speak of trade and transit",
    "with a delegation of the Great Khural",
    "for the first time since the war",
    "at the request of the government",
    "under the agreement of the year before",
    "to mark a hundred years of relations",
    "with the ministers of energy",
    "because of the drought",
    "despite the debt",
    "for the third time",
    "during the congress",
    "and speaks of the pipeline",
    "and leaves for home",
    "as agreed by telephone",
    "without an end date",
];

/// A history of so many events, each with a title, a day and a kind.
pub fn history(n_events: usize) -> History {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let events = (0..n_events)
        .map(|idx| {
            let (year, month, day) = (
                1921 + chance.below(105),
                1 + chance.below(12),
                1 + chance.below(28),
            );
            event(
                idx,
                title(&mut chance, year),
                &format!("{year:04}-{month:02}-{day:02}"),
            )
        })
        .collect();
    History::new(parts(events))
}

/// Titles of a history.
pub fn titles(history: &History) -> impl Iterator<Item = &str> {
    history.events().map(|(_, event)| event.title.as_str())
}

/// The history as the text of a file.
pub fn file(history: &History) -> String {
    let mut text = String::from(
        "Dataset(\n    schema: \"annals/1.0\", id: \"invented\", title: \"An invented history\", edition: \"2025-12-31\",\n    events: [\n",
    );
    for (_, event) in history.events() {
        let _ = writeln!(
            text,
            "        (id: \"{}\", title: {:?}, when: \"{}\", kind: {}, importance: {}),",
            event.id,
            event.title,
            event.when.as_str(),
            event.kind.word(),
            event.importance
        );
    }
    text + "    ],\n)\n"
}

fn title(chance: &mut Chance, year: usize) -> String {
    let who = match chance.below(10) {
        0..2 => chance.of(&KNOWN).to_owned(),
        2..6 => format!("{}{}", chance.of(&FIRST_PARTS), chance.of(&LAST_PARTS)),
        _ => format!(
            "{} {}{}",
            chance.of(&FATHERS),
            chance.of(&FIRST_PARTS),
            chance.of(&LAST_PARTS)
        ),
    };
    // Some places in Cyrillic, most in the letters of the title.
    let verb = chance.of(&VERBS);
    let mut place = chance.of(&PLACES);
    if !place.is_ascii() && chance.below(3) > 0 {
        place = chance.of(&PLACES);
    }
    match chance.below(4) {
        0 => format!("{who} {verb} {place}"),
        1 => format!("{who} {verb} {place} in {year}"),
        _ => format!("{who} {verb} {place} {}", chance.of(&REASONS)),
    }
}

fn event(idx: usize, title: String, when: &str) -> Event {
    let kind = EventKind::ALL[idx % EventKind::ALL.len()].clone();
    Event {
        importance: (idx % 5) as u8 + 1,
        ..Event::new(format!("e{idx}"), title, date(when), kind)
    }
}

fn parts(events: Vec<Event>) -> Parts {
    Parts {
        events,
        ..Parts::new(Overview::new(
            "invented",
            "An invented history",
            date("2025-12-31"),
        ))
    }
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}
