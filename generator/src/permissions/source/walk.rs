//! Goes through a file, expression by expression, and follows what begins at the API.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall, ExprMethodCall, Pat, Token};

use super::super::{Place, Unresolved};
use super::Found;
use super::api::Api;
use super::names::Imports;
use super::values::{Here, Known, Value, of_type};
use crate::model::OperationId;
use crate::plan::stubs::{PlaceMethod, Target};

/// Methods and functions that give what they take, as far as the API is concerned.
const TRANSPARENT: [&str; 14] = [
    "as_ref", "borrow", "build", "clone", "cloned", "deref", "expect", "into", "to_owned",
    "unwrap", "Ok", "Some", "new", "from",
];

/// One file, gone through.
pub(super) struct Walk<'a, 'p> {
    api: &'a Api<'p>,
    known: &'a Known,
    imports: &'a Imports,
    file: &'a str,
    found: &'a mut Found,
    /// The variables, the innermost scope last.
    scopes: Vec<BTreeMap<String, Value>>,
}

impl<'a, 'p> Walk<'a, 'p> {
    pub(super) fn new(
        api: &'a Api<'p>,
        known: &'a Known,
        imports: &'a Imports,
        file: &'a str,
        found: &'a mut Found,
    ) -> Self {
        Self {
            api,
            known,
            imports,
            file,
            found,
            scopes: vec![BTreeMap::new()],
        }
    }

    pub(super) fn file(mut self, file: &syn::File) {
        self.visit_file(file);
    }

    /// What an expression stands for. Everything in it is gone through, once.
    fn value(&mut self, expr: &Expr) -> Value {
        match expr {
            Expr::Paren(inner) => self.value(&inner.expr),
            Expr::Group(inner) => self.value(&inner.expr),
            Expr::Reference(inner) => self.value(&inner.expr),
            Expr::Try(inner) => self.value(&inner.expr),
            Expr::Await(inner) => self.value(&inner.base),
            Expr::Unary(inner) => self.value(&inner.expr),
            Expr::Path(path) => {
                self.visit_expr_path(path);
                let variable = path.path.get_ident().map(ToString::to_string);
                variable.map_or(Value::Other, |name| self.variable(&name))
            }
            Expr::Field(field) => {
                self.value(&field.base);
                let syn::Member::Named(name) = &field.member else {
                    return Value::Other;
                };
                let known = self.known.fields.get(&name.to_string());
                known.cloned().unwrap_or(Value::Other)
            }
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => self.call(call),
            Expr::Assign(assign) => {
                let value = self.value(&assign.right);
                if let Expr::Path(left) = &*assign.left
                    && let Some(name) = left.path.get_ident()
                {
                    self.bind(name.to_string(), value);
                }
                Value::Other
            }
            // No other kind of expression is a step.
            _ => {
                visit::visit_expr(self, expr);
                Value::Other
            }
        }
    }

    fn variable(&self, name: &str) -> Value {
        let found = self.scopes.iter().rev().find_map(|scope| scope.get(name));
        found.cloned().unwrap_or(Value::Other)
    }

    fn bind(&mut self, name: String, value: Value) {
        let scope = self.scopes.last_mut().expect("there is always a scope");
        scope.insert(name, value);
    }

    fn scope(&mut self, visit: impl FnOnce(&mut Self)) {
        self.scopes.push(BTreeMap::new());
        visit(self);
        self.scopes.pop();
    }

    fn call(&mut self, call: &ExprCall) -> Value {
        let arguments: Vec<Value> = call
            .args
            .iter()
            .map(|argument| self.value(argument))
            .collect();
        let Expr::Path(function) = &*call.func else {
            self.value(&call.func);
            return Value::Other;
        };
        self.visit_expr_path(function);
        let mut words = function
            .path
            .segments
            .iter()
            .rev()
            .map(|s| s.ident.to_string());
        let name = words.next().unwrap_or_default();
        if words.next().is_some_and(|before| before == "Client") {
            return Value::Client;
        }
        if let Some(value) = self.known.functions.get(&name) {
            return value.clone();
        }
        if TRANSPARENT.contains(&name.as_str()) && arguments.len() == 1 {
            return arguments.into_iter().next().unwrap_or(Value::Other);
        }
        for argument in arguments {
            if let Value::Place(here) = argument
                && name != "at"
                && !self.known.parameters.contains(&here.node)
            {
                let reason =
                    format!("the place goes to `{name}`, and what is called there is not seen");
                self.unresolved(&function.path, here.trail, reason);
            }
        }
        Value::Other
    }

    fn method_call(&mut self, call: &ExprMethodCall) -> Value {
        let receiver = self.value(&call.receiver);
        call.args
            .iter()
            .for_each(|argument| drop(self.value(argument)));
        let name = call.method.to_string();
        let count = call.args.len();
        match receiver {
            Value::Place(here) => match self.api.method(&here.node, &name) {
                Some(method) => self.step(call, method, here),
                None if TRANSPARENT.contains(&name.as_str()) => Value::Place(here),
                None => {
                    if here.sure || here.steps > 1 {
                        let reason = format!("no operation or place is called `{name}` there");
                        self.unresolved(&call.method, format!("{}.{name}()", here.trail), reason);
                    }
                    Value::Other
                }
            },
            Value::Client | Value::Other => {
                let first = self.api.client.get(&name).copied();
                if let Some(method) = first.filter(|method| takes(method) == count) {
                    let start = Here {
                        node: String::new(),
                        trail: String::new(),
                        steps: 0,
                        sure: receiver == Value::Client,
                    };
                    return self.step(call, method, start);
                }
                if receiver == Value::Client && TRANSPARENT.contains(&name.as_str()) {
                    return Value::Client;
                }
                let known = self.known.functions.get(&name);
                known.cloned().unwrap_or(Value::Other)
            }
        }
    }

    /// Where a method of the API leads.
    fn step(&mut self, call: &ExprMethodCall, method: &'p PlaceMethod, from: Here) -> Value {
        match &method.target {
            Target::Operation { ident, .. } => {
                if let Some(id) = self.api.operation(&ident.written()) {
                    self.called(id, call.method.span());
                }
                Value::Other
            }
            Target::Place(node) => Value::Place(Here {
                node: node.written(),
                trail: format!("{}.{}()", from.trail, call.method),
                steps: from.steps + 1,
                sure: from.sure,
            }),
        }
    }

    fn called(&mut self, id: &OperationId, span: Span) {
        let place = self.place(span);
        self.found
            .calls
            .entry(id.clone())
            .or_default()
            .insert(place);
    }

    fn unresolved(&mut self, at: &impl syn::spanned::Spanned, text: String, reason: String) {
        let place = self.place(at.span());
        let unresolved = Unresolved {
            place,
            text,
            reason,
        };
        self.found.unresolved.insert(unresolved);
    }

    fn place(&self, span: Span) -> Place {
        Place {
            file: self.file.to_owned(),
            line: span.start().line,
        }
    }

    /// Parameters with their types, then the body.
    fn function(&mut self, signature: &syn::Signature, body: &Block) {
        self.scope(|walk| {
            walk.visit_signature(signature);
            walk.visit_block(body);
        });
    }
}

/// How many arguments a method takes.
fn takes(method: &PlaceMethod) -> usize {
    method.arguments.len()
        + match &method.target {
            Target::Place(_) => 0,
            Target::Operation {
                arguments, body, ..
            } => arguments.len() + usize::from(body.is_some()),
        }
}

/// The name that a pattern binds as a whole.
fn bound(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(ident) => Some(ident.ident.to_string()),
        Pat::Type(typed) => bound(&typed.pat),
        Pat::Paren(paren) => bound(&paren.pat),
        // `Some(x)`, `Ok(x)`: what is in them is what they are here.
        Pat::TupleStruct(tuple) if tuple.elems.len() == 1 => bound(&tuple.elems[0]),
        // Others take things apart.
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Walk<'_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.value(expr);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(id) = self.imports.operation(self.api, path) {
            let span = path.segments.first().map(|segment| segment.ident.span());
            self.called(id, span.unwrap_or_else(Span::call_site));
        }
        visit::visit_path(self, path);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let mut value = Value::Other;
        if let Some(init) = &local.init {
            value = self.value(&init.expr);
            if let Some((_, diverge)) = &init.diverge {
                self.value(diverge);
            }
        }
        self.visit_pat(&local.pat);
        if let (Some(name), true) = (bound(&local.pat), value != Value::Other) {
            self.bind(name, value);
        }
    }

    fn visit_expr_let(&mut self, it: &'ast syn::ExprLet) {
        let value = self.value(&it.expr);
        self.visit_pat(&it.pat);
        if let Some(name) = bound(&it.pat) {
            self.bind(name, value);
        }
    }

    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        // A new variable hides an older one of that name.
        self.bind(pat.ident.to_string(), Value::Other);
        visit::visit_pat_ident(self, pat);
    }

    fn visit_pat_type(&mut self, pat: &'ast syn::PatType) {
        visit::visit_pat_type(self, pat);
        if let Some(name) = bound(&pat.pat) {
            let value = of_type(self.api, self.imports, &pat.ty);
            self.bind(name, value);
        }
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.scope(|walk| visit::visit_block(walk, block));
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.scope(|walk| visit::visit_arm(walk, arm));
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.scope(|walk| visit::visit_expr_closure(walk, closure));
    }

    fn visit_expr_if(&mut self, it: &'ast syn::ExprIf) {
        self.scope(|walk| visit::visit_expr_if(walk, it));
    }

    fn visit_expr_while(&mut self, it: &'ast syn::ExprWhile) {
        self.scope(|walk| visit::visit_expr_while(walk, it));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
    }

    fn visit_item_use(&mut self, _: &'ast syn::ItemUse) {
        // An import calls nothing.
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(arguments) = arguments.parse2(it.tokens.clone()) {
            return arguments
                .iter()
                .for_each(|argument| drop(self.value(argument)));
        }
        if let Ok(statements) = Block::parse_within.parse2(it.tokens.clone()) {
            return self.scope(|walk| statements.iter().for_each(|it| walk.visit_stmt(it)));
        }
        let mut open = vec![it.tokens.clone()];
        let mut after_dot = false;
        while let Some(tokens) = open.pop() {
            for token in tokens {
                match token {
                    TokenTree::Group(group) => open.push(group.stream()),
                    TokenTree::Ident(ident)
                        if after_dot && self.api.client.contains_key(&ident.to_string()) =>
                    {
                        let reason = "what stands in this macro cannot be read".to_owned();
                        self.unresolved(&ident, format!(".{ident}()"), reason);
                    }
                    TokenTree::Punct(punct) => {
                        after_dot = punct.as_char() == '.';
                        continue;
                    }
                    TokenTree::Ident(_) | TokenTree::Literal(_) => {}
                }
                after_dot = false;
            }
        }
    }
}
