//! Operations as tokens: the struct, its constructor and setters, and its table for the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::plan::stubs::{
    ArgumentTarget, Body, BodyKind, HttpMethod, Operation, OperationArea, OperationModule,
    PermissionSet, QueryOption, Reply, Setter, Stubs,
};
use crate::plan::{Layout, RustType, StdPaths};

use super::super::{Unit, deprecated, gate, records, root, types};
use super::{body_parameter, cfg, parameter};

/// `operations.rs`: the list of areas.
pub(crate) fn list(stubs: &Stubs) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    unit.code(quote! {
        #![doc = " The operations of the API. Each is a value: create it at the end of a path of calls, set its options, and await it."]
    });
    for area in &stubs.areas {
        let (cfg, ident, modules) = (gate(&area.gate), &area.ident, area.modules.iter());
        let modules = modules.map(|module| &module.ident);
        unit.declare(quote! { #cfg mod #ident; });
        unit.code(quote! { #cfg pub use #ident::{#(#modules::*),*}; });
    }
    unit
}

/// An area: a list of modules.
pub(crate) fn area(area: &OperationArea) -> Unit<'_> {
    let mut unit = Unit::new(&[]);
    let modules = area.modules.iter().map(|module| &module.ident);
    unit.declare(quote!(#(pub(crate) mod #modules;)*));
    unit
}

/// A file of operations.
pub(crate) fn definitions(module: &OperationModule, layout: Layout) -> Unit<'_> {
    // The file is a module of an area, which is one of `operations`, which is one of the root.
    let root = root(layout, 3);
    let mut unit = Unit::new(&module.sources);
    unit.declare(quote! {
        use #root::models;
        use docwright_runtime as rt;
    });
    for operation in &module.operations {
        define(&mut unit, operation, module.std_paths);
    }
    unit
}

fn define<'p>(unit: &mut Unit<'p>, operation: &'p Operation, std: StdPaths) {
    let docs = unit.docs(&operation.docs);
    let (ident, deprecation) = (&operation.ident, deprecated(operation.deprecated.as_ref()));
    let condition = cfg(&operation.condition);
    unit.declare(quote! {
        #docs
        #condition
        #deprecation
        #[must_use = "an operation does nothing until it is awaited or sent"]
        pub struct #ident(rt::client::Call);
    });
    let at = constructor(unit, operation);
    let setters: Vec<TokenStream> = operation.setters.iter().map(|s| setter(unit, s)).collect();
    unit.code(quote! {
        #condition
        impl #ident {
            #at
            #(#setters)*
        }
    });
    unit.declare(table(operation, std));
    if let Some(record) = &operation.parameters {
        records::record(unit, record, std);
    }
}

fn constructor<'p>(unit: &mut Unit<'p>, operation: &'p Operation) -> TokenStream {
    let docs = unit.docs(&operation.at_docs);
    let parameters = operation.arguments.iter().map(parameter);
    let body = operation.body.iter().map(|body| body_parameter(body, true));
    let set = operation.arguments.iter().map(|argument| {
        let ident = &argument.ident;
        match &argument.target {
            ArgumentTarget::Query(name) => quote!(.query(#name, &#ident)),
            ArgumentTarget::Header(name) => quote!(.header(#name, &#ident)),
            ArgumentTarget::Path => quote!(),
        }
    });
    let send = operation.body.as_ref().map(send);
    quote! {
        #docs
        pub fn at(path: impl Into<rt::client::Path>, #(#parameters,)* #(#body)*) -> Self {
            Self(rt::client::Call::new(path.into(), <Self as rt::client::Operation>::INFO) #(#set)* #send)
        }
    }
}

fn send(body: &Body) -> TokenStream {
    let ident = &body.ident;
    match &body.kind {
        BodyKind::Value(_) | BodyKind::Parameters(_) => quote!(.json(#ident)),
        BodyKind::Untyped => quote!(.json(#ident)),
        BodyKind::List(_) => quote!(.json_list(#ident)),
        BodyKind::Reference => quote!(.reference(&#ident.into())),
        BodyKind::Bytes(content_type) => quote!(.content(#content_type, #ident.into())),
        BodyKind::Multipart => quote!(.multipart(#ident)),
    }
}

fn setter<'p>(unit: &mut Unit<'p>, setter: &'p Setter) -> TokenStream {
    let docs = unit.docs(&setter.docs);
    let (ident, parameter) = (&setter.argument.ident, parameter(&setter.argument));
    let call = match &setter.argument.target {
        ArgumentTarget::Header(name) => quote!(header(#name, &#ident)),
        ArgumentTarget::Query(name) => quote!(set_query(#name, &#ident)),
        ArgumentTarget::Path => quote!(clone()),
    };
    quote! {
        #docs
        pub fn #ident(self, #parameter) -> Self {
            Self(self.0.#call)
        }
    }
}

fn table(operation: &Operation, std: StdPaths) -> TokenStream {
    let condition = cfg(&operation.condition);
    let (ident, reply) = (&operation.ident, reply(&operation.reply, std));
    let method = format_ident!("{}", method(operation.method));
    let (id, page, urls) = (&operation.id.0, &operation.page.0, &operation.urls);
    let statuses = operation
        .statuses
        .iter()
        .map(|s| Literal::u16_unsuffixed(*s));
    let permissions = operation.permissions.as_ref().map(|permissions| {
        let (work, personal, application) = (
            set(&permissions.delegated_work),
            set(&permissions.delegated_personal),
            set(&permissions.application),
        );
        quote!(work #work personal #personal application #application;)
    });
    let deprecation = operation.deprecated.as_ref().map(|deprecation| {
        let note = &deprecation.note;
        quote!(deprecated #note;)
    });
    let options = (!operation.options.is_empty()).then(|| {
        let subject = if let Some(path) = &operation.subject {
            types::path_of(path)
        } else {
            quote!(rt::serde_json::Value)
        };
        let options = operation
            .options
            .iter()
            .map(|o| format_ident!("{}", option(*o)));
        quote!(options #subject: #(#options)*;)
    });
    quote! {
        #condition
        rt::operation! {
            #ident -> #reply;
            #method #id #page [#(#urls),*] [#(#statuses),*];
            #permissions
            #deprecation
            #options
        }
    }
}

fn set(set: &PermissionSet) -> TokenStream {
    match set {
        PermissionSet::Unknown => quote!([]),
        PermissionSet::NotSupported => quote!([none]),
        PermissionSet::AnyOf(names) => quote!([#(#names),*]),
    }
}

/// What an awaited operation gives.
pub(crate) fn reply(reply: &Reply, std: StdPaths) -> TokenStream {
    let plain = |ty: &RustType| types::plain(ty, std);
    match reply {
        Reply::Json(ty) => {
            let ty = plain(ty);
            quote!(rt::client::reply::Json<#ty>)
        }
        Reply::Value(ty) => {
            let ty = types::held(ty, std);
            quote!(rt::client::reply::Value<#ty>)
        }
        Reply::Maybe(ty) => {
            let ty = plain(ty);
            quote!(rt::client::reply::Maybe<#ty>)
        }
        Reply::Paged(ty) => {
            let ty = plain(ty);
            quote!(rt::client::reply::Paged<#ty>)
        }
        Reply::Delta(ty) => {
            let ty = plain(ty);
            quote!(rt::client::reply::Delta<#ty>)
        }
        Reply::Nothing => quote!(rt::client::reply::Nothing),
        Reply::Count => quote!(rt::client::reply::Count),
        Reply::Download => quote!(rt::client::reply::Download),
        Reply::Started => quote!(rt::client::reply::Started),
    }
}

fn method(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "Get",
        HttpMethod::Head => "Head",
        HttpMethod::Post => "Post",
        HttpMethod::Put => "Put",
        HttpMethod::Patch => "Patch",
        HttpMethod::Delete => "Delete",
        HttpMethod::Options => "Options",
    }
}

fn option(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Select => "select",
        QueryOption::Expand => "expand",
        QueryOption::Filter => "filter",
        QueryOption::OrderBy => "order_by",
        QueryOption::Search => "search",
        QueryOption::Top => "top",
        QueryOption::Skip => "skip",
        QueryOption::Count => "count",
        QueryOption::Format => "format",
        QueryOption::SkipToken => "skip_token",
        QueryOption::DeltaToken => "delta_token",
    }
}
