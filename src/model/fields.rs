//! What people fill in about an organisation, an AI system, a person: key, label, hint. One place, so
//! that every front end asks the same in the same words.

use super::OrgSize;
use super::assessment::{System, keys};

/// Key, label (at most 16 columns), hint.
pub type Field = (&'static str, &'static str, &'static str);

/// The facts about an organisation, in the order they are asked.
pub const ABOUT: [Field; 10] = [
    (keys::ORGANISATION, "Organisation", "name as it should stand on reports"),
    (
        keys::SCOPE,
        "Scope",
        "one sentence: which AI systems, sites and people. May wait, but 4.3 stays a blocker",
    ),
    (
        keys::ROLES,
        "Roles",
        "user (you use AI), provider (you offer it), developer (you build it); with commas",
    ),
    (keys::SIZE, "Size", "solo, small (up to 50 people), medium (up to 500), large, or a number of people"),
    (keys::HOURS, "Hours a week", "that can go into this work, for example 6 or 16"),
    (keys::START, "Start", "year-month-day; when the work begins"),
    (keys::TARGET, "Target", "year-month-day you want to be ready; may stay empty"),
    (keys::ISO27001, "ISO/IEC 27001", "no, or who holds a certificate and its scope"),
    (keys::RECORD_WEEKS, "Weeks of records", "before the internal audit; 8 if empty"),
    (keys::STAGE2_WEEKS, "Weeks to Stage 2", "after Stage 1; 6 if empty"),
];

/// An AI system.
pub const SYSTEM: [Field; 7] = [
    ("name", "Name", "think also of features in other products, and of tools people brought along"),
    ("purpose", "Used for", "what it does for you"),
    ("vendor", "Supplier", "who supplies it; empty if built here"),
    ("data", "Data", "what goes in"),
    ("role", "Your role", "user (you use it), provider (you offer it to others), developer (you build it)"),
    ("affects", "Affects people", "yes if it touches people's rights, chances or safety"),
    ("legal", "Legal duty", "yes if a law already asks something of it"),
];

/// A person.
pub const PERSON: [Field; 2] = [
    ("name", "Name", "as it should stand in the report"),
    ("role", "Role", "in the organisation, for example QA lead"),
];

/// A size word as it is stored; a number of people is understood.
pub fn size_word(typed: &str) -> Option<String> {
    let size = match typed.trim().parse::<u32>() {
        Ok(people) => OrgSize::of_people(people),
        Err(_) => OrgSize::parse(typed)?,
    };
    Some(size.word().to_owned())
}

/// A field of an AI system as it is stored, or what is wrong with it.
pub fn system_value(key: &str, typed: &str) -> Result<String, String> {
    let lower = typed.to_lowercase();
    let role = |r: &str| matches!(r.trim(), "user" | "provider" | "developer");
    match key {
        "affects" | "legal" => match lower.as_str() {
            "" | "no" | "n" => Ok(String::new()),
            "yes" | "y" => Ok("yes".into()),
            _ => Err("Write yes or no.".into()),
        },
        "role" if !typed.is_empty() && !lower.split(',').all(role) => {
            Err("Write user, provider or developer, or several with commas.".into())
        }
        "role" => Ok(lower),
        _ => Ok(typed.to_owned()),
    }
}

/// What a field of an AI system holds.
pub fn system_field(s: &System, key: &str) -> String {
    let yes = |b: bool| if b { "yes".to_owned() } else { String::new() };
    match key {
        "name" => s.name.clone(),
        "purpose" => s.purpose.clone(),
        "vendor" => s.vendor.clone(),
        "data" => s.data.clone(),
        "role" => s.role.clone(),
        "affects" => yes(s.affects_people),
        "legal" => yes(s.legal_duty),
        _ => String::new(),
    }
}

/// The AI system that checked values describe.
pub fn system(value: impl Fn(&str) -> String) -> System {
    System {
        name: value("name"),
        purpose: value("purpose"),
        vendor: value("vendor"),
        data: value("data"),
        role: value("role"),
        affects_people: !value("affects").is_empty(),
        legal_duty: !value("legal").is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_words_or_people_and_a_system_comes_back() {
        for (typed, size) in
            [("1", "solo"), ("50", "small"), ("51", "medium"), ("501", "large"), ("Large", "large")]
        {
            assert_eq!(size_word(typed).as_deref(), Some(size), "{typed}");
        }
        assert_eq!(size_word("many"), None);
        let s = System { name: "Bot".into(), role: "user".into(), legal_duty: true, ..System::default() };
        assert_eq!(system(|key| system_field(&s, key)), s);
        assert!(system_value("role", "owner").is_err() && system_value("affects", "maybe").is_err());
        for (_, label, _) in ABOUT.iter().chain(&SYSTEM).chain(&PERSON) {
            assert!(label.len() <= 16, "{label}");
        }
    }
}
