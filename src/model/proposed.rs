//! What a risk can begin with: what an impact assessment says, or one of the risks people commonly meet with a kind of AI
//! system. Proposals only: whoever picks one goes on from there, and how likely, how bad, whose and what to do stays theirs.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::assessment::Assessment;
use super::paper::holds;
use super::questionnaire::Questionnaire;
use super::record::value::{self, Context};
use super::record::{Draft, RISK, Rec, Type, read};

/// The starter list as its file under `questionnaires/risks/` holds it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonRisks {
    /// Where its schema stands; for editors.
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// Grows with every change of its words.
    pub version: u32,
    /// Kinds of AI systems with their risks.
    pub kinds: Vec<SystemKind>,
}

/// A kind of AI system, by what it does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemKind {
    /// Its name in commands.
    pub id: String,
    /// What such a system does.
    pub title: String,
    /// Examples people know.
    pub about: String,
    /// By which fields an AI system of the register is of this kind: one is enough.
    pub fits: BTreeMap<String, Vec<String>>,
    /// What commonly goes wrong with one.
    pub risks: Vec<CommonRisk>,
}

/// A risk people commonly meet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonRisk {
    /// Its name in commands.
    pub id: String,
    /// What could happen.
    pub what: String,
    /// What could make it happen.
    pub cause: String,
    /// What it would do to the organisation.
    pub organisation: String,
    /// To people.
    pub people: String,
    /// Beyond them.
    pub society: String,
    /// Controls that may reduce it: to look at, never taken over.
    pub controls: Vec<String>,
}

impl SystemKind {
    /// Whether an AI system of the register is of this kind by what is written of it.
    pub fn fits(&self, system: &Rec<'_>) -> bool {
        self.fits.iter().any(|(field, values)| holds(system, field, values))
    }
}

impl CommonRisks {
    /// The kind with this name, by the words people see, or by the beginning of them that only one has.
    pub fn kind(&self, typed: &str) -> Option<&SystemKind> {
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let is = |k: &&SystemKind| k.id.to_lowercase() == typed || k.title.to_lowercase() == typed;
        let begins = |k: &&SystemKind| !typed.is_empty() && k.title.to_lowercase().starts_with(&typed);
        let mut begun = self.kinds.iter().filter(begins);
        let one = begun.next().filter(|_| begun.next().is_none());
        self.kinds.iter().find(is).or(one)
    }

    /// The risk with this name.
    pub fn risk(&self, id: &str) -> Option<&CommonRisk> {
        self.all().find(|r| r.id.eq_ignore_ascii_case(id.trim()))
    }

    /// The kind a risk of the list stands under.
    pub fn kind_of(&self, risk: &CommonRisk) -> Option<&SystemKind> {
        self.kinds.iter().find(|k| k.risks.iter().any(|r| r.id == risk.id))
    }

    fn all(&self) -> impl Iterator<Item = &CommonRisk> {
        self.kinds.iter().flat_map(|k| &k.risks)
    }

    /// The one a risk of the register was begun with.
    pub fn behind(&self, risk: &Rec<'_>) -> Option<&CommonRisk> {
        self.all().find(|common| common.is_behind(risk))
    }
}

impl CommonRisk {
    /// Whether a risk of the register is this one: its sentence or its cause still stands there.
    fn is_behind(&self, risk: &Rec<'_>) -> bool {
        let same = |field: &str, words: &str| {
            let there = risk.get(field).trim().trim_end_matches('.');
            there.to_lowercase() == words.to_lowercase()
        };
        same("what", &self.what) || same("cause", &self.cause)
    }

    /// The risk of the register that is this one already.
    pub fn there<'a>(&self, a: &'a Assessment) -> Option<Rec<'a>> {
        read::all(a, &RISK).into_iter().find(|risk| self.is_behind(risk))
    }

    /// As a new risk of these AI systems, as they are typed; what only a person can say stays empty.
    pub fn begun(&self, systems: &str) -> Draft {
        let fields = [
            ("what", self.what.as_str()),
            ("cause", &self.cause),
            ("systems", systems),
            ("on-organisation", &self.organisation),
            ("on-people", &self.people),
            ("on-society", &self.society),
        ];
        fields.into_iter().map(|(key, words)| (key.to_owned(), words.to_owned())).collect()
    }

    /// The controls to look at that this questionnaire has.
    pub fn controls(&self, q: &Questionnaire) -> Vec<&str> {
        self.controls.iter().map(String::as_str).filter(|id| q.find(id).is_some()).collect()
    }
}

/// A field of an impact assessment and the one of a risk that says the same.
const SAID: [(&str, &str); 4] = [
    ("system", "systems"),
    ("effect", "on-people"),
    ("society", "on-society"),
    // Weighed by the same scale; whoever finishes the risk asks whether it is worse for somebody else.
    ("severity", "consequence"),
];

/// A new risk with what an impact assessment says, which it comes from. What could happen is for a person to say.
pub fn from_impact(c: Context<'_>, impact: &Rec<'_>) -> Draft {
    let said = SAID.iter().filter_map(|(from, to)| {
        let field = impact.kind.field(from)?;
        let words = value::shown(c.a, c.kinds, impact, field);
        // What was linked may be gone by now; then it could not be typed.
        let stands = match field.typ {
            Type::Link(_) => RISK.field(to).is_some_and(|f| value::typed(c, f, &words).is_ok()),
            _ => true,
        };
        (stands && !words.is_empty()).then(|| ((*to).to_owned(), words))
    });
    said.chain([("from".to_owned(), impact.shown_no())]).collect()
}

/// The risks of the register that come from an impact assessment.
pub fn out_of<'a>(a: &'a Assessment, impact: &Rec<'_>) -> Vec<Rec<'a>> {
    read::all(a, &RISK).into_iter().filter(|risk| risk.get("from") == impact.id.as_str()).collect()
}
