//! What an expression stands for as far as the API is concerned, and what declarations say of it: types of fields and
//! parameters, and what functions return.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;
use syn::{GenericArgument, PathArguments, ReturnType, Type};

use super::api::Api;
use super::names::Imports;

/// What an expression stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A client, by its type's name.
    Client,
    /// A place in the API.
    Place(Here),
    /// Anything else, or nobody knows.
    Other,
}

/// A place, and how it was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Here {
    /// The name of its type.
    pub(super) node: String,
    /// The calls that led here, as written: `.me().messages()`.
    pub(super) trail: String,
    /// How many of them there are.
    pub(super) steps: usize,
    /// Whether it began at what is called a client or a place. Otherwise anything may have a method of such a name.
    pub(super) sure: bool,
}

/// What the declarations of all files say, by name.
#[derive(Default)]
pub(super) struct Known {
    /// Fields with a client or a place in them.
    pub(super) fields: BTreeMap<String, Value>,
    /// Functions and methods that return one.
    pub(super) functions: BTreeMap<String, Value>,
    /// Places that are named as the type of a parameter: what is handed there is followed there.
    pub(super) parameters: BTreeSet<String>,
}

impl Known {
    /// Learns what a file declares.
    pub(super) fn learn(&mut self, api: &Api<'_>, imports: &Imports, file: &syn::File) {
        let mut learner = Learner {
            known: self,
            api,
            imports,
        };
        learner.visit_file(file);
    }
}

struct Learner<'a, 'p> {
    known: &'a mut Known,
    api: &'a Api<'p>,
    imports: &'a Imports,
}

impl Visit<'_> for Learner<'_, '_> {
    fn visit_field(&mut self, field: &syn::Field) {
        if let Some(name) = &field.ident {
            let value = of_type(self.api, self.imports, &field.ty);
            if value != Value::Other {
                self.known.fields.insert(name.to_string(), value);
            }
        }
        syn::visit::visit_field(self, field);
    }

    fn visit_signature(&mut self, signature: &syn::Signature) {
        if let ReturnType::Type(_, ty) = &signature.output {
            let value = of_type(self.api, self.imports, ty);
            if value != Value::Other {
                let name = signature.ident.to_string();
                self.known.functions.insert(name, value);
            }
        }
        for argument in &signature.inputs {
            if let syn::FnArg::Typed(argument) = argument
                && let Value::Place(here) = of_type(self.api, self.imports, &argument.ty)
            {
                self.known.parameters.insert(here.node);
            }
        }
    }
}

/// What a value of this type stands for.
pub(super) fn of_type(api: &Api<'_>, imports: &Imports, ty: &Type) -> Value {
    match ty {
        Type::Reference(reference) => of_type(api, imports, &reference.elem),
        Type::Paren(paren) => of_type(api, imports, &paren.elem),
        Type::Group(group) => of_type(api, imports, &group.elem),
        Type::Path(path) => of_path(api, imports, &path.path),
        // No other type can be a client or a place.
        _ => Value::Other,
    }
}

fn of_path(api: &Api<'_>, imports: &Imports, path: &syn::Path) -> Value {
    if let Some(node) = imports.place(api, path) {
        return Value::Place(Here {
            trail: node.clone(),
            node,
            steps: 1,
            sure: true,
        });
    }
    let Some(last) = path.segments.last() else {
        return Value::Other;
    };
    match (last.ident.to_string().as_str(), &last.arguments) {
        ("Client", PathArguments::None) => Value::Client,
        (
            "Arc" | "Rc" | "Box" | "Cow" | "Option" | "Result",
            PathArguments::AngleBracketed(arguments),
        ) => {
            let mut types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                // Lifetimes and constants.
                _ => None,
            });
            types
                .next()
                .map_or(Value::Other, |ty| of_type(api, imports, ty))
        }
        _ => Value::Other,
    }
}
