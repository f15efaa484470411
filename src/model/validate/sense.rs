//! What the ids of a questionnaire refer to: twins, parents, dependencies and their circles, gates, waves,
//! checks, exclusions, effort. Works on files that may have other faults, so that one typing error does
//! not hide the rest. Only [`super`] may use it.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::wrong::{Sort, Wrong};

/// A place: index of the file, pointer in it.
type Place = (usize, String);

/// Collects what is wrong at a place.
pub(super) type Sink<'a> = dyn FnMut(&Place, Wrong) + 'a;

pub(super) struct Row<'a> {
    pub(super) id: &'a str,
    pub(super) value: &'a Value,
    pub(super) place: Place,
}

/// Every row of a questionnaire, as far as it can be made out.
pub(super) struct Rows<'a> {
    /// Names of the files, to say where a first place was.
    files: Vec<&'a str>,
    headings: Vec<Row<'a>>,
    pub(super) requirements: Vec<Row<'a>>,
    /// With the index of their requirement.
    pub(super) checks: Vec<(usize, Row<'a>)>,
}

pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}

pub(super) fn under((file, pointer): &Place, rest: &str) -> Place {
    (*file, format!("{pointer}/{rest}"))
}

fn row(value: &Value, file: usize, pointer: String) -> Row<'_> {
    Row { id: word(value, "id"), value, place: (file, pointer) }
}

impl<'a> Rows<'a> {
    /// No rows yet, of these files.
    pub(super) fn of(files: Vec<&'a str>) -> Self {
        Self { files, headings: Vec::new(), requirements: Vec::new(), checks: Vec::new() }
    }

    /// Adds the rows of one group that begins at `pointer` of a file.
    pub(super) fn add(&mut self, group: &'a Value, file: usize, pointer: &str) {
        for (i, h) in list(group, "headings").iter().enumerate() {
            self.headings.push(row(h, file, format!("{pointer}/headings/{i}")));
        }
        for (i, r) in list(group, "requirements").iter().enumerate() {
            let here = format!("{pointer}/requirements/{i}");
            for (n, c) in list(r, "checks").iter().enumerate() {
                self.checks.push((self.requirements.len(), row(c, file, format!("{here}/checks/{n}"))));
            }
            self.requirements.push(row(r, file, here));
        }
    }

    /// Requirements and checks found.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.requirements.len(), self.checks.len())
    }

    /// Everything about references, in the order of the files.
    pub(super) fn problems(&self, manifest: &Value, sink: &mut Sink<'_>) {
        if self.requirements.is_empty() {
            sink(&(0, String::new()), Wrong::NoRequirement);
        }
        self.twins(sink);
        self.parents(sink);
        self.check_ids(sink);
        self.dependencies(sink);
        self.requirements_alone(sink);
        self.gates(manifest, sink);
        self.waves(manifest, sink);
        self.places(manifest, sink);
    }

    /// What the head file says about single requirements, checks and headings.
    fn places(&self, manifest: &Value, sink: &mut Sink<'_>) {
        let requirement = |kind: Option<&str>, id: &str| {
            let fits = |r: &&Row<'_>| r.id == id && kind.is_none_or(|k| word(r.value, "kind") == k);
            self.requirements.iter().any(|r| fits(&r))
        };
        let clause = |id: &str| requirement(Some("clause"), id);
        let control = |id: &str| requirement(Some("control"), id);
        let any = |id: &str| requirement(None, id);
        let check = |id: &str| self.checks.iter().any(|(_, c)| c.id == id);
        let heading = |id: &str| self.headings.iter().any(|h| h.id == id);
        let mut see = |pointer: String, what: Sort, is: &dyn Fn(&str) -> bool| {
            let Some(id) = manifest.pointer(&pointer).and_then(Value::as_str) else { return };
            if !is(id) {
                sink(&(0, pointer), Wrong::NoSuch { id: id.to_owned(), what });
            }
        };
        see("/places/scope".into(), Sort::Requirement, &any);
        see("/places/systems".into(), Sort::Requirement, &any);
        see("/places/statement".into(), Sort::Check, &check);
        see("/places/treatment".into(), Sort::Check, &check);
        see("/places/running".into(), Sort::Check, &check);
        see("/places/impact/controls".into(), Sort::Heading, &heading);
        let most = super::fields::MOST_LINES;
        for n in 0..most {
            see(format!("/places/impact/asked_by/{n}"), Sort::ClauseRequirement, &clause);
            see(format!("/same_matter/{n}/clause"), Sort::ClauseRequirement, &clause);
            see(format!("/same_matter/{n}/control"), Sort::Control, &control);
            for r in 0..list(manifest, "sittings").get(n).map_or(0, |s| list(s, "requirements").len()) {
                see(format!("/sittings/{n}/requirements/{r}"), Sort::Requirement, &any);
            }
        }
    }

    fn all(&self) -> impl Iterator<Item = &Row<'a>> {
        self.headings.iter().chain(&self.requirements).chain(self.checks.iter().map(|(_, c)| c))
    }

    fn twins(&self, sink: &mut Sink<'_>) {
        let mut seen: HashMap<&str, &Row<'_>> = HashMap::new();
        for row in self.all().filter(|r| !r.id.is_empty()) {
            if let Some(first) = seen.insert(row.id, row) {
                sink(
                    &under(&row.place, "id"),
                    Wrong::IdTwice {
                        id: row.id.to_owned(),
                        file: self.files[first.place.0].to_owned(),
                        pointer: first.place.1.clone(),
                    },
                );
            }
        }
        let mut demands: HashMap<&str, &Row<'_>> = HashMap::new();
        for (_, c) in &self.checks {
            let demand = word(c.value, "demand");
            if !demand.is_empty()
                && let Some(first) = demands.insert(demand, c)
            {
                sink(
                    &under(&c.place, "demand"),
                    Wrong::DemandTwice {
                        demand: demand.to_owned(),
                        first: first.id.to_owned(),
                        second: c.id.to_owned(),
                    },
                );
            }
        }
    }

    /// Ids begin with the id of their heading, so no heading can lie below itself either.
    fn parents(&self, sink: &mut Sink<'_>) {
        for row in self.headings.iter().chain(&self.requirements) {
            let parent = word(row.value, "parent");
            if parent.is_empty() {
                continue;
            }
            let place = under(&row.place, "parent");
            if !self.headings.iter().any(|h| h.id == parent) {
                sink(&place, Wrong::NoParent { id: row.id.to_owned(), parent: parent.to_owned() });
            } else if !row.id.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.')) {
                sink(&place, Wrong::OtherParent { id: row.id.to_owned(), parent: parent.to_owned() });
            }
        }
        for h in self.headings.iter().filter(|h| !h.id.is_empty()) {
            let below = |r: &Row<'_>| word(r.value, "parent") == h.id;
            if !self.requirements.iter().any(below) && !self.headings.iter().any(below) {
                sink(&h.place, Wrong::EmptyHeading { id: h.id.to_owned() });
            }
        }
    }

    fn check_ids(&self, sink: &mut Sink<'_>) {
        for (owner, c) in &self.checks {
            let r = self.requirements[*owner].id;
            if r.is_empty() || c.id.is_empty() {
                continue;
            }
            for (key, value, mark) in [("id", c.id, '/'), ("demand", word(c.value, "demand"), '#')] {
                if !value.is_empty() && !value.strip_prefix(r).is_some_and(|rest| rest.starts_with(mark)) {
                    sink(
                        &under(&c.place, key),
                        Wrong::OtherRequirement { value: value.to_owned(), requirement: r.to_owned(), mark },
                    );
                }
            }
        }
    }

    fn dependencies(&self, sink: &mut Sink<'_>) {
        let index: HashMap<&str, usize> =
            self.requirements.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
        let mut before: Vec<Vec<usize>> = Vec::with_capacity(self.requirements.len());
        for (i, r) in self.requirements.iter().enumerate() {
            let mut mine = Vec::new();
            for (n, d) in list(r.value, "depends_on").iter().enumerate() {
                let place = under(&r.place, &format!("depends_on/{n}"));
                let Some(id) = d.as_str() else { continue };
                match index.get(id) {
                    None => sink(&place, Wrong::WaitsForNothing { id: r.id.to_owned(), on: id.to_owned() }),
                    Some(d) if mine.contains(d) => {
                        sink(&place, Wrong::WaitsTwice { id: r.id.to_owned(), on: id.to_owned() });
                    }
                    Some(d) => mine.push(*d),
                }
            }
            if flag(r.value, "after_all_controls") {
                let control = |x: &usize| *x != i && word(self.requirements[*x].value, "kind") == "control";
                mine.extend((0..self.requirements.len()).filter(control));
            }
            before.push(mine);
        }
        for circle in circles(&before) {
            let ids =
                circle.iter().chain(circle.first()).map(|i| self.requirements[*i].id.to_owned()).collect();
            sink(&under(&self.requirements[circle[0]].place, "depends_on"), Wrong::Circle { ids });
        }
    }

    /// What can be judged within one requirement.
    fn requirements_alone(&self, sink: &mut Sink<'_>) {
        let mut markers: BTreeMap<&str, &str> = BTreeMap::new();
        for (i, r) in self.requirements.iter().enumerate() {
            let mine = || self.checks.iter().filter(|(owner, _)| *owner == i);
            if mine().next().is_some() && !mine().any(|(_, c)| flag(c.value, "mandatory")) {
                sink(&under(&r.place, "checks"), Wrong::NoMandatory { id: r.id.to_owned() });
            }
            for (_, c) in mine().filter(|(_, c)| flag(c.value, "key") && !flag(c.value, "mandatory")) {
                sink(&under(&c.place, "key"), Wrong::KeyNotMandatory { id: c.id.to_owned() });
            }
            match (word(r.value, "kind"), r.value.get("exclusion")) {
                ("clause", Some(_)) => {
                    let wrong = Wrong::ClauseExcluded { id: r.id.to_owned(), key: "exclusion" };
                    sink(&under(&r.place, "exclusion"), wrong);
                }
                ("control", None) => {
                    sink(&r.place, Wrong::ControlNotExcluded { id: r.id.to_owned(), key: "exclusion" });
                }
                _ => {}
            }
            if !grows(r, "effort_hours", true) {
                sink(&under(&r.place, "effort_hours"), Wrong::HoursDoNotGrow { id: r.id.to_owned() });
            }
            let marker = word(r.value, "marker");
            if !marker.is_empty()
                && let Some(first) = markers.insert(marker, r.id)
            {
                sink(
                    &under(&r.place, "marker"),
                    Wrong::MarkedTwice {
                        marker: marker.to_owned(),
                        first: first.to_owned(),
                        second: r.id.to_owned(),
                    },
                );
            }
        }
    }

    fn gates(&self, manifest: &Value, sink: &mut Sink<'_>) {
        let mut seen = Vec::new();
        for (i, g) in list(manifest, "gates").iter().enumerate() {
            let gate = row(g, 0, format!("/gates/{i}"));
            if seen.contains(&gate.id) {
                sink(&under(&gate.place, "id"), Wrong::GateTwice { id: gate.id.to_owned() });
            }
            seen.push(gate.id);
            for (n, id) in list(g, "checks").iter().enumerate() {
                let Some(id) = id.as_str() else { continue };
                let place = under(&gate.place, &format!("checks/{n}"));
                let Some((owner, c)) = self.checks.iter().find(|(_, c)| c.id == id) else {
                    sink(&place, Wrong::GateNamesNothing { gate: gate.id.to_owned(), id: id.to_owned() });
                    continue;
                };
                if !flag(c.value, "key") {
                    sink(&place, Wrong::GateNamesNoKey { gate: gate.id.to_owned(), id: id.to_owned() });
                }
                if word(self.requirements[*owner].value, "kind") == "control" {
                    sink(&place, Wrong::GateNamesControl { gate: gate.id.to_owned(), id: id.to_owned() });
                }
            }
        }
    }

    fn waves(&self, manifest: &Value, sink: &mut Sink<'_>) {
        let number = |v: &Value, key: &str| v.get(key).and_then(Value::as_u64);
        let waves: Vec<u64> = list(manifest, "waves").iter().filter_map(|w| number(w, "number")).collect();
        if waves.iter().zip(1..).any(|(is, should)| *is != should) {
            sink(&(0, "/waves".to_owned()), Wrong::WavesDisordered);
        }
        for r in &self.requirements {
            if let Some(wave) = number(r.value, "wave").filter(|w| !waves.contains(w)) {
                sink(&under(&r.place, "wave"), Wrong::NoWave { id: r.id.to_owned(), wave });
            }
        }
    }
}

/// Whether larger organisations have at least as many hours, as far as they are given, and where `more` asks for
/// it the largest more than one person.
pub(super) fn grows(r: &Row<'_>, key: &str, more: bool) -> bool {
    let hours = |size: &str| r.value.pointer(&format!("/{key}/{size}")).and_then(Value::as_f64);
    let given: Vec<f64> =
        ["solo", "micro", "small", "medium", "large"].iter().filter_map(|s| hours(s)).collect();
    let rises = given.windows(2).all(|pair| pair[0] <= pair[1]);
    rises && !(more && hours("solo").zip(hours("large")).is_some_and(|(solo, large)| large <= solo))
}

/// One circle for each way back into a path that is still being followed, without recursion because a
/// questionnaire of others may be a chain of any length.
fn circles(before: &[Vec<usize>]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        OnPath,
        Done,
    }
    let mut marks = vec![Mark::New; before.len()];
    let mut found = Vec::new();
    for start in 0..before.len() {
        if marks[start] != Mark::New {
            continue;
        }
        let mut path = vec![(start, 0)];
        marks[start] = Mark::OnPath;
        while let Some((node, next)) = path.last_mut() {
            let Some(to) = before[*node].get(*next).copied() else {
                marks[*node] = Mark::Done;
                path.pop();
                continue;
            };
            *next += 1;
            match marks[to] {
                Mark::New => {
                    marks[to] = Mark::OnPath;
                    path.push((to, 0));
                }
                Mark::OnPath => found.push(path.iter().map(|(n, _)| *n).skip_while(|n| *n != to).collect()),
                Mark::Done => {}
            }
        }
    }
    found
}
