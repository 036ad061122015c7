//! The places that the documented URLs lead to, as numbers: URLs that differ in letter case or in the names of parameters only
//! go through the same ones. Knows no types.

use crate::model::Operation;
use crate::model::operation::{OperationKind, Segment};
use crate::unordered::UnorderedMap;

/// A place, as its index in [`Urls::places`].
pub(super) type PlaceId = usize;

/// All URLs.
pub(super) struct Urls<'m> {
    /// The operations with their URLs, in order.
    pub(super) operations: Vec<(&'m Operation, Vec<Way<'m>>)>,
    /// The places, each after the one that it is below.
    pub(super) places: Vec<Place<'m>>,
}

/// One URL.
pub(super) struct Way<'m> {
    pub(super) segments: &'m [Segment],
    /// Where each segment leads.
    pub(super) places: Vec<PlaceId>,
}

/// Where a segment leads.
pub(super) struct Place<'m> {
    /// The place before; `None` at the root.
    pub(super) parent: Option<PlaceId>,
    /// The segment in comparable form: names in lower case, parameters as `{}`.
    pub(super) key: String,
    /// The segment as the first URL has it.
    pub(super) segment: &'m Segment,
    /// Whether URLs call this name: with arguments, or as an action or function. Then it is no property.
    pub(super) is_called: bool,
    /// Whether something else than a POST shows this to be a collection: a GET there, or a key behind it. A POST alone may
    /// well be an action whose title begins with "Create" (`createLink`).
    pub(super) is_confirmed: bool,
}

impl<'m> Urls<'m> {
    pub(super) fn new(operations: impl Iterator<Item = &'m Operation>) -> Self {
        let mut places = Places::default();
        let operations = operations.map(|operation| {
            let urls = operation.urls.iter();
            let ways = urls.map(|url| places.way(&url.segments)).collect();
            (operation, ways)
        });
        let mut urls = Self {
            operations: operations.collect(),
            places: places.all,
        };
        urls.find_called();
        urls.find_collections();
        urls
    }

    /// All URLs, in the order of their operations.
    pub(super) fn ways(&self) -> impl Iterator<Item = &Way<'m>> {
        self.operations.iter().flat_map(|(_, ways)| ways)
    }

    fn find_called(&mut self) {
        let mut called: Vec<String> = Vec::new();
        for (operation, ways) in &self.operations {
            let is_call = is_call(operation);
            for way in ways {
                called.extend(way.segments.iter().filter_map(|segment| match segment {
                    Segment::Call {
                        name, arguments, ..
                    } if arguments.iter().any(|argument| argument.name.is_some()) => {
                        Some(name.to_ascii_lowercase())
                    }
                    _ => None,
                }));
                if let (true, Some(Segment::Name(name))) = (is_call, way.segments.last()) {
                    called.push(name.to_ascii_lowercase());
                }
            }
        }
        called.sort_unstable();
        for place in &mut self.places {
            place.is_called = called.binary_search(&place.key).is_ok();
        }
    }

    fn find_collections(&mut self) {
        for (operation, ways) in &self.operations {
            let listed = ways.iter().filter_map(|way| way.places.last());
            for place in listed.filter(|_| operation.kind == OperationKind::List) {
                self.places[*place].is_confirmed = true;
            }
        }
        for at in 0..self.places.len() {
            if let Some(parent) = self.places[at]
                .parent
                .filter(|_| self.places[at].key == KEY)
            {
                self.places[parent].is_confirmed = true;
            }
        }
    }
}

/// An action or function, by its kind or by a title such as `range: boundingRect`.
pub(super) fn is_call(operation: &Operation) -> bool {
    matches!(
        operation.kind,
        OperationKind::Action | OperationKind::Function | OperationKind::Delta
    ) || operation
        .title
        .split_once(':')
        .is_some_and(|(owner, name)| !owner.trim().contains(' ') && !name.trim().is_empty())
}

/// Places so far.
#[derive(Default)]
struct Places<'m> {
    all: Vec<Place<'m>>,
    /// What is behind each, by key; first the root.
    below: Vec<UnorderedMap<String, PlaceId>>,
}

impl<'m> Places<'m> {
    fn way(&mut self, segments: &'m [Segment]) -> Way<'m> {
        if self.below.is_empty() {
            self.below.push(UnorderedMap::default());
        }
        let mut parent = None;
        let mut places = Vec::with_capacity(segments.len());
        for segment in segments {
            let place = self.place(parent, segment);
            places.push(place);
            parent = Some(place);
        }
        Way { segments, places }
    }

    fn place(&mut self, parent: Option<PlaceId>, segment: &'m Segment) -> PlaceId {
        let below = parent.map_or(0, |parent| parent + 1);
        let key = key(segment);
        if let Some(known) = self.below[below].get(&key) {
            return *known;
        }
        let id = self.all.len();
        self.below[below].insert(key.clone(), id);
        self.below.push(UnorderedMap::default());
        self.all.push(Place {
            parent,
            key,
            segment,
            is_called: false,
            is_confirmed: false,
        });
        id
    }
}

/// The key of a parameter.
const KEY: &str = "{}";

fn key(segment: &Segment) -> String {
    match segment {
        Segment::Name(name) => name.to_ascii_lowercase(),
        Segment::Parameter(_) => KEY.to_owned(),
        Segment::Cast(name) => name.0.to_ascii_lowercase(),
        Segment::Call {
            name, arguments, ..
        } => format!("{}({})", name.to_ascii_lowercase(), arguments.len()),
        Segment::Mixed(_) => "{}:".to_owned(),
    }
}
