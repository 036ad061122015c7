//! Visits the expressions of a file and follows the chains of calls that begin at the API.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprCall, ExprMethodCall, Pat, Token};

use super::super::{SourceLine, UnresolvedCall};
use super::SourceCalls;
use super::api::Api;
use super::names::Imports;
use super::values::{Declarations, PlaceValue, Value, type_value};
use crate::model::OperationId;
use crate::plan::stubs::{PlaceMethod, Target};

/// Methods and functions whose result represents the same part of the API as their argument.
const TRANSPARENT: [&str; 14] = [
    "as_ref", "borrow", "build", "clone", "cloned", "deref", "expect", "into", "to_owned",
    "unwrap", "Ok", "Some", "new", "from",
];

/// What is known about a file.
pub(super) struct Context<'a, 'p> {
    /// The plan of the stubs.
    pub(super) api: &'a Api<'p>,
    /// The declarations of all files.
    pub(super) declarations: &'a Declarations,
    /// The imports of the file.
    pub(super) imports: &'a Imports,
    /// The name of the file.
    pub(super) file: &'a str,
}

/// Visits one file.
pub(super) struct FileWalk<'a, 'p> {
    context: Context<'a, 'p>,
    calls: &'a mut SourceCalls,
    /// The variables, the innermost scope last.
    scopes: Vec<BTreeMap<String, Value>>,
}

impl<'a, 'p> FileWalk<'a, 'p> {
    /// Adds the calls of a file to `calls`.
    pub(super) fn new(context: Context<'a, 'p>, calls: &'a mut SourceCalls) -> Self {
        Self {
            context,
            calls,
            scopes: vec![BTreeMap::new()],
        }
    }

    /// Visits the file.
    pub(super) fn file(mut self, file: &syn::File) {
        self.visit_file(file);
    }

    /// What an expression represents. Visits all of its parts, once.
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
                let value = self.context.declarations.fields.get(&name.to_string());
                value.cloned().unwrap_or(Value::Other)
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
            // No other kind of expression is part of a chain.
            _ => {
                visit::visit_expr(self, expr);
                Value::Other
            }
        }
    }

    fn variable(&self, name: &str) -> Value {
        let mut scopes = self.scopes.iter().rev();
        let value = scopes.find_map(|scope| scope.get(name));
        value.cloned().unwrap_or(Value::Other)
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
            .map(|segment| segment.ident.to_string());
        let name = words.next().unwrap_or_default();
        if words.next().is_some_and(|before| before == "Client") {
            return Value::Client;
        }
        if let Some(value) = self.context.declarations.functions.get(&name) {
            return value.clone();
        }
        if TRANSPARENT.contains(&name.as_str()) && arguments.len() == 1 {
            return arguments.into_iter().next().unwrap_or(Value::Other);
        }
        for argument in arguments {
            if let Value::Place(place) = argument
                && name != "at"
                && !self.context.declarations.parameters.contains(&place.kind)
            {
                let reason =
                    format!("the place is passed to `{name}`, whose calls are not visible");
                self.unresolved(&function.path, place.trail, reason);
            }
        }
        Value::Other
    }

    fn method_call(&mut self, call: &ExprMethodCall) -> Value {
        let receiver = self.value(&call.receiver);
        for argument in &call.args {
            self.value(argument);
        }
        let name = call.method.to_string();
        let count = call.args.len();
        match receiver {
            Value::Place(place) => match self.context.api.method(&place.kind, &name) {
                Some(method) => self.step(call, method, place),
                None if TRANSPARENT.contains(&name.as_str()) => Value::Place(place),
                None => {
                    if place.is_certain || place.steps > 1 {
                        let reason = format!("there is no operation or place `{name}`");
                        self.unresolved(&call.method, format!("{}.{name}()", place.trail), reason);
                    }
                    Value::Other
                }
            },
            Value::Client | Value::Other => {
                let first = self.context.api.client.get(&name).copied();
                if let Some(method) = first.filter(|method| parameter_count(method) == count) {
                    let start = PlaceValue {
                        kind: String::new(),
                        trail: String::new(),
                        steps: 0,
                        is_certain: receiver == Value::Client,
                    };
                    return self.step(call, method, start);
                }
                if receiver == Value::Client && TRANSPARENT.contains(&name.as_str()) {
                    return Value::Client;
                }
                let value = self.context.declarations.functions.get(&name);
                value.cloned().unwrap_or(Value::Other)
            }
        }
    }

    /// What a call of a method of the API represents.
    fn step(&mut self, call: &ExprMethodCall, method: &'p PlaceMethod, from: PlaceValue) -> Value {
        match &method.target {
            Target::Operation { ident, .. } => {
                if let Some(id) = self.context.api.operation(&ident.written()) {
                    self.record(id, call.method.span());
                }
                Value::Other
            }
            Target::Place(kind) => Value::Place(PlaceValue {
                kind: kind.written(),
                trail: format!("{}.{}()", from.trail, call.method),
                steps: from.steps + 1,
                is_certain: from.is_certain,
            }),
        }
    }

    fn record(&mut self, id: &OperationId, span: Span) {
        let line = self.line(span);
        self.calls.calls.entry(id.clone()).or_default().insert(line);
    }

    fn unresolved(&mut self, at: &impl syn::spanned::Spanned, text: String, reason: String) {
        let place = self.line(at.span());
        self.calls.unresolved.insert(UnresolvedCall {
            place,
            text,
            reason,
        });
    }

    fn line(&self, span: Span) -> SourceLine {
        SourceLine {
            file: self.context.file.to_owned(),
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

/// The number of parameters of a method.
fn parameter_count(method: &PlaceMethod) -> usize {
    method.arguments.len()
        + match &method.target {
            Target::Place(_) => 0,
            Target::Operation {
                arguments, body, ..
            } => arguments.len() + usize::from(body.is_some()),
        }
}

/// The variable that a pattern binds to the whole value.
fn bound(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(ident) => Some(ident.ident.to_string()),
        Pat::Type(typed) => bound(&typed.pat),
        Pat::Paren(paren) => bound(&paren.pat),
        // `Some(x)` and `Ok(x)` represent the same as their content.
        Pat::TupleStruct(tuple) if tuple.elems.len() == 1 => bound(&tuple.elems[0]),
        // Other patterns destructure the value.
        _ => None,
    }
}

impl<'ast> Visit<'ast> for FileWalk<'_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.value(expr);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(id) = self.context.imports.operation(self.context.api, path) {
            let span = path.segments.first().map(|segment| segment.ident.span());
            self.record(id, span.unwrap_or_else(Span::call_site));
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

    fn visit_expr_let(&mut self, condition: &'ast syn::ExprLet) {
        let value = self.value(&condition.expr);
        self.visit_pat(&condition.pat);
        if let Some(name) = bound(&condition.pat) {
            self.bind(name, value);
        }
    }

    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        // A new variable shadows an older one of the same name.
        self.bind(pat.ident.to_string(), Value::Other);
        visit::visit_pat_ident(self, pat);
    }

    fn visit_pat_type(&mut self, pat: &'ast syn::PatType) {
        visit::visit_pat_type(self, pat);
        if let Some(name) = bound(&pat.pat) {
            let value = type_value(self.context.api, self.context.imports, &pat.ty);
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

    fn visit_expr_if(&mut self, expr: &'ast syn::ExprIf) {
        self.scope(|walk| visit::visit_expr_if(walk, expr));
    }

    fn visit_expr_while(&mut self, expr: &'ast syn::ExprWhile) {
        self.scope(|walk| visit::visit_expr_while(walk, expr));
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

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(arguments) = arguments.parse2(call.tokens.clone()) {
            for argument in &arguments {
                self.value(argument);
            }
            return;
        }
        if let Ok(statements) = Block::parse_within.parse2(call.tokens.clone()) {
            self.scope(|walk| {
                for statement in &statements {
                    walk.visit_stmt(statement);
                }
            });
            return;
        }
        let mut open = vec![call.tokens.clone()];
        let mut after_dot = false;
        while let Some(tokens) = open.pop() {
            for token in tokens {
                match token {
                    TokenTree::Group(group) => open.push(group.stream()),
                    TokenTree::Ident(ident)
                        if after_dot
                            && self.context.api.client.contains_key(&ident.to_string()) =>
                    {
                        let reason = "the tokens of this macro cannot be parsed".to_owned();
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
