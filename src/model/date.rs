//! temporary
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);
impl Day {
    pub fn from_ymd(_y: i64, _m: u8, _d: u8) -> Option<Self> {
        None
    }
    pub fn ymd(self) -> (i64, u8, u8) { (0,1,1) }
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date;
impl Date {
    pub fn earliest(&self) -> Option<Day> {
        None
    }
    pub fn latest(&self) -> Option<Day> {
        None
    }
    pub fn in_words(&self) -> String { String::new() } pub fn short(&self) -> String { String::new() } pub fn order_key(&self) -> (i64, i64) {
        (0, 0)
    }
}
