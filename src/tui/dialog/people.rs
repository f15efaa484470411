//! Who owns a piece of work: picked from the people of the register while typing narrows them; a name nobody has yet
//! is the last row.

use super::{Pick, PickRow, Picker, Purpose};
use crate::model::Assessment;
use crate::say;

/// The question whose work it is.
pub struct People {
    /// Title of the box.
    pub title: String,
    /// A line of guidance, for while nothing is typed.
    pub hint: String,
    /// What the name is for.
    pub purpose: Purpose,
    /// Who it is now; empty for nobody.
    pub now: String,
    /// The names.
    pub picker: Picker,
}

impl People {
    /// Makes the rows for what was typed so far.
    pub fn fill(&mut self, a: &Assessment) {
        let typed = self.picker.query.trim().to_owned();
        let begins = |name: &str| {
            let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
            name.starts_with(&typed) || name.split(' ').any(|word| word.starts_with(&typed))
        };
        let row = |key: &str, label: String, name: &str, new| {
            PickRow::new(key, label, Pick::Owner(self.purpose.clone(), name.to_owned(), new))
        };
        let people = a.people();
        let mut rows: Vec<PickRow> = people
            .iter()
            .filter(|p| !p.name.is_empty() && begins(&p.name))
            .map(|p| row(&p.name, p.role.clone(), &p.name, false))
            .collect();
        if typed.is_empty() && !self.now.is_empty() {
            if rows.iter().all(|r| r.key != self.now) {
                rows.insert(0, row(&self.now, say!("as it is now").to_owned(), &self.now, false));
            }
            rows.push(row(say!("nobody"), say!("takes {name} off it", name = self.now), "", false));
        }
        if !typed.is_empty() && people.iter().all(|p| p.name.to_lowercase() != typed.to_lowercase()) {
            rows.push(row(&typed, say!("a new person of the register").to_owned(), &typed, true));
        }
        self.picker.cursor.at = rows.iter().position(|r| typed.is_empty() && r.key == self.now).unwrap_or(0);
        self.picker.note = Some(self.hint.clone());
        self.picker.rows = rows;
    }
}
