//! The type at the end of a URL: step by step through documented properties, and, where those end, by what the operations
//! at a URL send and return. Changes nothing.

use rayon::prelude::*;

use super::operation::{Body, Operation, OperationKind, Piece, ResponseBody, Segment};
use super::{Evidence, Model, Primitive, TypeName, TypeRef};
use crate::unordered::UnorderedMap;

/// The types at URLs according to the operations of a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct UrlTypes {
    votes: UnorderedMap<String, Vec<(TypeRef, u32)>>,
}

/// An operation whose URLs all end alike speaks for each of them; of others, some URLs may lead elsewhere.
const ALIKE: u32 = 8;

impl UrlTypes {
    /// Collects the votes of all operations.
    pub(crate) fn new(model: &Model) -> Self {
        let operations = model.operations.par_iter();
        let votes: Vec<Vec<(String, TypeRef, u32)>> =
            operations.map(|(_, operation)| votes(operation)).collect();
        let mut out = Self::default();
        for (key, ty, weight) in votes.into_iter().flatten() {
            out.vote(key, ty, weight);
        }
        out
    }

    fn vote(&mut self, key: String, ty: TypeRef, weight: u32) {
        let votes = self.votes.entry(key).or_default();
        match votes.iter_mut().find(|(known, _)| *known == ty) {
            Some((_, sum)) => *sum += weight,
            None => votes.push((ty, weight)),
        }
    }

    /// The type at the end of a URL; a collection where the URL leads to one. `None` where nothing is known, and behind
    /// calls, `$value` and the like.
    pub(crate) fn end(&self, model: &Model, segments: &[Segment]) -> Option<TypeRef> {
        let (last, before) = segments.split_last()?;
        if in_path(before) {
            // `root:/{path}` and `root:/{path}:` lead to an item as `root` does.
            return self.end(model, &segments[..path_start(segments)]);
        }
        let voted = || self.voted(model, segments);
        match last {
            Segment::Cast(name) => {
                let many = self.end(model, before)?.is_collection();
                let ty = TypeRef::Named(name.clone());
                Some(if many { collection(ty) } else { ty })
            }
            Segment::Parameter(_) => self.item(model, before).or_else(voted),
            Segment::Mixed(pieces)
                if matches!(pieces.as_slice(), [Piece::Parameter(_), Piece::Text(_)]) =>
            {
                self.item(model, before)
            }
            Segment::Mixed(_) => None,
            Segment::Name(name) if name.starts_with('$') => None,
            Segment::Name(name) => self
                .property(model, before, name.trim_end_matches(':'))
                .or_else(voted),
            Segment::Call {
                name, arguments, ..
            } => {
                let keyed = !arguments.is_empty()
                    && arguments.iter().all(|argument| argument.name.is_none());
                let many = self.property(model, before, name).filter(|_| keyed);
                many.and_then(item).or_else(voted)
            }
        }
    }

    /// Whether [`Self::end`] rests on a documented property, not on the votes of operations.
    pub(crate) fn is_documented(&self, model: &Model, segments: &[Segment]) -> bool {
        let Some((last, before)) = segments.split_last() else {
            return false;
        };
        match last {
            Segment::Name(name) => self
                .property(model, before, name.trim_end_matches(':'))
                .is_some(),
            Segment::Parameter(_) | Segment::Cast(_) | Segment::Mixed(_) => {
                self.is_documented(model, before)
            }
            Segment::Call { .. } => false,
        }
    }

    fn item(&self, model: &Model, before: &[Segment]) -> Option<TypeRef> {
        self.end(model, before).and_then(item)
    }

    /// A documented property of the type at the end of `before`.
    fn property(&self, model: &Model, before: &[Segment], name: &str) -> Option<TypeRef> {
        match self.end(model, before)? {
            TypeRef::Named(owner) => property(model, &owner, name),
            TypeRef::Primitive(_)
            | TypeRef::Collection(_)
            | TypeRef::Untyped
            | TypeRef::Unknown { .. } => None,
        }
    }

    /// What the operations at this URL say: the type that most of them name, or, where they are divided, what nearly all of
    /// them derive from.
    fn voted(&self, model: &Model, segments: &[Segment]) -> Option<TypeRef> {
        let votes = self.votes.get(&form(segments))?;
        let total: u32 = votes.iter().map(|(_, weight)| weight).sum();
        let many: u32 = votes
            .iter()
            .filter(|(ty, _)| ty.is_collection())
            .map(|(_, weight)| weight)
            .sum();
        let is_many = many * 2 > total;
        let named: Vec<(&TypeName, u32)> = votes
            .iter()
            .filter_map(|(ty, weight)| Some((ty.named()?, *weight)))
            .collect();
        let element = TypeRef::Named(agreed(model, &named)?.clone());
        Some(if is_many {
            collection(element)
        } else {
            element
        })
    }
}

/// The votes of an operation: the URL, the type and the weight.
fn votes(operation: &Operation) -> Vec<(String, TypeRef, u32)> {
    let Some(ty) = end_type(operation) else {
        return Vec::new();
    };
    let weight = if ends_alike(operation) { ALIKE } else { 1 };
    let mut votes = Vec::with_capacity(operation.urls.len());
    for url in &operation.urls {
        votes.push((form(&url.segments), ty.clone(), weight));
        if let ([parent @ .., _], Some(Segment::Parameter(_)), TypeRef::Named(_)) =
            (url.segments.as_slice(), url.segments.last(), &ty)
            && matches!(parent.last(), Some(Segment::Name(_)))
        {
            let many = TypeRef::Collection(Box::new(ty.clone()));
            votes.push((form(parent), many, weight));
        }
    }
    votes
}

/// The type with half of the votes, else the nearest one that four fifths of them are or derive from, else the first of the best.
fn agreed<'m>(model: &'m Model, votes: &[(&'m TypeName, u32)]) -> Option<&'m TypeName> {
    let total: u32 = votes.iter().map(|(_, weight)| weight).sum();
    let sum = |name: &TypeName| -> u32 {
        votes
            .iter()
            .filter(|(known, _)| *known == name)
            .map(|(_, weight)| weight)
            .sum()
    };
    let best = votes
        .iter()
        .map(|(name, _)| *name)
        .rev()
        .max_by_key(|name| sum(name))?;
    if sum(best) * 2 >= total {
        return Some(best);
    }
    let lineages: Vec<_> = votes
        .iter()
        .map(|(name, weight)| (model.lineage(name), *weight))
        .collect();
    let covered = |name: &TypeName| -> u32 {
        lineages
            .iter()
            .filter(|(line, _)| line.contains(&name))
            .map(|(_, weight)| weight)
            .sum()
    };
    let general = model
        .lineage(best)
        .into_iter()
        .find(|name| covered(name) * 5 >= total * 4);
    Some(general.unwrap_or(best))
}

/// Whether the segments before a place open a path (`root:`) that is not closed yet.
fn in_path(before: &[Segment]) -> bool {
    before
        .iter()
        .filter(|segment| ends_with_colon(segment))
        .count()
        % 2
        == 1
}

/// Where the last opened path begins: just behind the segment that opens it.
fn path_start(segments: &[Segment]) -> usize {
    let (_, before) = segments.split_last().expect("called with a last segment");
    before
        .iter()
        .rposition(ends_with_colon)
        .map_or(before.len(), |at| at + 1)
}

fn ends_with_colon(segment: &Segment) -> bool {
    match segment {
        Segment::Name(name) => name.ends_with(':'),
        Segment::Mixed(pieces) => {
            matches!(pieces.last(), Some(Piece::Text(text)) if text.ends_with(':'))
        }
        Segment::Call { suffix, .. } => suffix.ends_with(':'),
        Segment::Parameter(_) | Segment::Cast(_) => false,
    }
}

fn collection(element: TypeRef) -> TypeRef {
    TypeRef::Collection(Box::new(element))
}

fn item(ty: TypeRef) -> Option<TypeRef> {
    match ty {
        TypeRef::Collection(element) => Some(*element),
        TypeRef::Primitive(_) | TypeRef::Named(_) | TypeRef::Untyped | TypeRef::Unknown { .. } => {
            None
        }
    }
}

/// A property that a page documents, own or inherited, in any letter case.
fn property(model: &Model, owner: &TypeName, name: &str) -> Option<TypeRef> {
    let objects = model
        .lineage(owner)
        .into_iter()
        .filter_map(|name| model.object(name));
    objects
        .flat_map(|object| &object.properties)
        .find(|property| property.name.0.eq_ignore_ascii_case(name))
        .filter(|property| property.evidence != Evidence::Example)
        .map(|property| property.ty.clone())
        .filter(|ty| {
            !matches!(
                ty.element(),
                TypeRef::Unknown { .. } | TypeRef::Untyped | TypeRef::Primitive(Primitive::Stream)
            )
        })
}

fn ends_alike(operation: &Operation) -> bool {
    let last = |segments: &[Segment]| segments.last().map(|last| form(std::slice::from_ref(last)));
    let mut ends = operation.urls.iter().map(|url| last(&url.segments));
    let first = ends.next();
    ends.all(|end| Some(end) == first)
}

/// The type at the end of an operation's URLs. Actions and functions have none: their results are elsewhere.
pub(crate) fn end_type(operation: &Operation) -> Option<TypeRef> {
    let sent = || match &operation.body {
        Body::Type { ty, .. } => Some(ty.clone()),
        Body::None | Body::Parameters(_) | Body::Reference | Body::Bytes { .. } | Body::Untyped => {
            None
        }
    };
    let ty = match operation.kind {
        OperationKind::Get | OperationKind::List => result(operation).cloned(),
        OperationKind::Update | OperationKind::Replace => result(operation).cloned().or_else(sent),
        OperationKind::Create => result(operation)
            .cloned()
            .or_else(sent)
            .map(|ty| collection(ty.element().clone())),
        OperationKind::Delete
        | OperationKind::Action
        | OperationKind::Function
        | OperationKind::Delta
        | OperationKind::AddReference
        | OperationKind::RemoveReference
        | OperationKind::ListReferences
        | OperationKind::Count
        | OperationKind::Download
        | OperationKind::Upload => None,
    }?;
    ty.named().is_some().then_some(ty)
}

/// The type of the first successful answer with a body.
pub(crate) fn result(operation: &Operation) -> Option<&TypeRef> {
    let successes = operation
        .responses
        .iter()
        .filter(|response| (200..300).contains(&response.status));
    successes
        .into_iter()
        .find_map(|response| match &response.body {
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(ty),
            ResponseBody::None | ResponseBody::Bytes { .. } => None,
        })
}

/// The segments in a form in which two spellings compare equal.
pub(crate) fn form(segments: &[Segment]) -> String {
    let mut out = String::new();
    for segment in segments {
        out.push('/');
        let lower =
            |text: &str, out: &mut String| out.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        match segment {
            Segment::Name(name) => lower(name, &mut out),
            Segment::Cast(name) => lower(&name.0, &mut out),
            Segment::Parameter(_) => out.push_str("{}"),
            Segment::Call {
                name, arguments, ..
            } => {
                lower(name, &mut out);
                out.push('(');
                out.extend(arguments.iter().map(|_| ','));
                out.push(')');
            }
            Segment::Mixed(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => lower(text, &mut out),
                        Piece::Parameter(_) => out.push_str("{}"),
                    }
                }
            }
        }
    }
    out
}
