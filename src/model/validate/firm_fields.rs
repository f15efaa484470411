//! The parts that tell of the three worked firms: who they are, and what they answered. Belongs to the table of
//! [`super::fields`].

use super::table::{
    LINE, MOST_LINES, MOST_PEOPLE, NAME, ROLE, ROLES, Record, Shape, TITLE, WROTE_CHARS, may, needs,
};

/// Who the firms of the worked answers are.
pub static FIRMS: Record = Record {
    name: "set of firms",
    one: "a set of firms",
    fields: &[
        may("bakery", Shape::Record(&FIRM)),
        may("software", Shape::Record(&FIRM)),
        may("bank", Shape::Record(&FIRM)),
    ],
};

/// One of them.
pub static FIRM: Record = Record {
    name: "worked firm",
    one: "a worked firm",
    fields: &[
        needs("about", TITLE),
        needs("organisation", NAME),
        needs("scope", LINE),
        needs("people", Shape::Whole(1, MOST_PEOPLE)),
        needs("roles", ROLES),
        needs("hours_per_week", Shape::Whole(1, 168)),
        may("members", Shape::List(&Shape::Record(&MEMBER), 0, MOST_LINES)),
        may("systems", Shape::List(&Shape::Record(&FIRM_SYSTEM), 0, MOST_LINES)),
    ],
};

/// Somebody in it.
pub static MEMBER: Record =
    Record { name: "member", one: "a member", fields: &[needs("name", NAME), needs("role", NAME)] };

/// An AI system it has.
pub static FIRM_SYSTEM: Record = Record {
    name: "system of a firm",
    one: "a system of a firm",
    fields: &[
        needs("name", NAME),
        needs("purpose", LINE),
        may("vendor", NAME),
        needs("data", LINE),
        needs("role", ROLE),
        may("affects", Shape::Flag),
        may("legal", Shape::Flag),
    ],
};

/// What three firms wrote.
pub static WORKED: Record = Record {
    name: "worked answer",
    one: "a worked answer",
    fields: &[
        may("bakery", Shape::Record(&WROTE)),
        may("software", Shape::Record(&WROTE)),
        may("bank", Shape::Record(&WROTE)),
    ],
};

/// What one of them wrote.
pub static WROTE: Record = Record {
    name: "firm's answer",
    one: "a firm's answer",
    fields: &[
        needs("level", Shape::Word(&["1", "2", "3", "4", "5", "n"])),
        needs("wrote", Shape::Text(WROTE_CHARS)),
    ],
};
