//! The table of rules: the kinds of changes, the impact of each on programs that use the service, and its words in output. The
//! impact on the Rust crate is not in the table: it is observed in the plans.

use super::impact::Impact;

macro_rules! rules {
    ($($variant:ident = $name:literal, $noun:literal $verb:literal, $request:ident $response:ident, $meaning:literal;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule { $(#[doc = $meaning] $variant,)* }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in output: stable, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The meaning, in one line.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What has changed, and how: `property`, `added`.
            pub fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($noun, $verb),)* }
            }

            /// The impact on programs that use the service: on requests and on responses.
            pub fn service(self) -> (Impact, Impact) {
                match self { $(Self::$variant => (Impact::$request, Impact::$response),)* }
            }

            /// The explanation: Markdown, from the file in `rules/` with the name of the rule.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("rules/", $name, ".md")),)* }
            }
        }
    };
}

impl Rule {
    /// The rule with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// `1 property added`, `3 properties added`.
    pub fn counted(self, count: usize) -> String {
        let (noun, verb) = self.words();
        if count == 1 {
            return format!("1 {noun} {verb}");
        }
        let plural = match noun.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            Some(_) => format!("{noun}s"),
            None if noun.ends_with('s') => format!("{noun}es"),
            None => format!("{noun}s"),
        };
        format!("{count} {plural} {verb}")
    }
}

rules! {
    // Types.
    TypeAdded = "type-added", "type" "added", Minor Minor, "A type is newly documented.";
    TypeRemoved = "type-removed", "type" "removed", Breaking Breaking, "A type is no longer documented.";
    TypeRenamed = "type-renamed", "type" "renamed", Minor Minor, "A type has another name; the evidence that it is the same type is listed.";
    TypeKindChanged = "type-kind-changed", "type" "turned into another kind", Breaking Breaking, "An object type became an enum, or an enum became an object type.";
    BaseChanged = "base-changed", "base" "changed", Breaking Breaking, "A type has another base, a new base, or no base any more.";
    TypeOpened = "type-opened", "type" "opened", Minor Minor, "The type now allows undeclared properties.";
    TypeClosed = "type-closed", "type" "closed", Breaking Minor, "The type no longer allows undeclared properties.";
    TypeBecameAbstract = "type-became-abstract", "type" "made abstract", Breaking None, "Values no longer have exactly this type, only derived ones.";
    TypeBecameConcrete = "type-became-concrete", "type" "made concrete", Minor Minor, "Values may now have exactly this type.";
    KeyChanged = "key-changed", "key" "changed", Breaking Breaking, "Another property identifies the values of a type.";
    StreamChanged = "stream-changed", "type" "changed as a stream", Breaking Breaking, "A type became a stream that `$value` reads, or is no longer one.";
    TypeDeprecated = "type-deprecated", "type" "deprecated", None None, "A type should not be used any more.";
    TypeUndeprecated = "type-undeprecated", "type" "no longer deprecated", None None, "A type may be used again.";
    AreaChanged = "area-changed", "area" "changed", None None, "A type or an operation belongs to another area of the docs.";
    // Properties.
    PropertyAdded = "property-added", "property" "added", Minor Minor, "A property is newly documented.";
    RequiredPropertyAdded = "required-property-added", "required property" "added", Breaking Minor, "A property was added that requests must contain.";
    PropertyRemoved = "property-removed", "property" "removed", Breaking Breaking, "A property is no longer documented.";
    PropertyRenamed = "property-renamed", "property" "renamed", Breaking Breaking, "A property has another name; the evidence that it is the same one is listed.";
    PropertyRecased = "property-recased", "property" "spelt in other letter case", Breaking Breaking, "The name of a property differs in letter case only.";
    PropertyMoved = "property-moved", "property" "moved in its family", None None, "A base or a derived type now declares the property.";
    PropertyTypeChanged = "property-type-changed", "property type" "changed", Breaking Breaking, "The values of a property are of another type.";
    PropertyCollectionChanged = "property-collection-changed", "property" "changed between one and several", Breaking Breaking, "A property holds several values instead of one, or one instead of several.";
    PropertyBecameNullable = "property-became-nullable", "property" "made nullable", Minor Breaking, "A property may now be null.";
    PropertyBecameNonNullable = "property-became-non-nullable", "property" "made non-nullable", Breaking Minor, "A property can no longer be null.";
    PropertyBecameRequired = "property-became-required", "property" "made required", Breaking Minor, "Requests must now contain the property.";
    PropertyBecameOptional = "property-became-optional", "property" "made optional", Minor Minor, "Requests may now omit the property.";
    PropertyBecameReadOnly = "property-became-read-only", "property" "made read-only", Breaking None, "Requests can no longer set the property.";
    PropertyBecameWritable = "property-became-writable", "property" "made writable", Minor None, "Requests may now set the property.";
    PropertyBecameWriteOnly = "property-became-write-only", "property" "made write-only", None Breaking, "Responses no longer contain the property.";
    PropertyBecameReadable = "property-became-readable", "property" "made readable", None Minor, "Responses may now contain the property.";
    PropertyReturnedChanged = "property-returned-changed", "property" "returned on other terms", None Breaking, "A property is no longer part of the default response, or another option requests it.";
    PropertyReturnedByDefault = "property-returned-by-default", "property" "returned by default", None Minor, "A property is now part of the default response.";
    PropertyNavigationChanged = "property-navigation-changed", "property" "changed between value and relationship", Breaking Breaking, "A structural property became a relationship, or a relationship a structural property.";
    PropertyCapabilityAdded = "property-capability-added", "property" "supporting more query options", Minor None, "A property supports one more OData option, or one more operator with it.";
    PropertyCapabilityRemoved = "property-capability-removed", "property" "supporting fewer query options", Breaking None, "A property no longer supports an OData option, or an operator with it.";
    PropertyValuesChanged = "property-values-changed", "value list" "changed", Minor Minor, "Other values of an open string are documented.";
    PropertySecrecyChanged = "property-secrecy-changed", "property" "changed as a secret", None None, "A property became a secret, which Rust never prints, or is no longer one.";
    PropertyDeprecated = "property-deprecated", "property" "deprecated", None None, "A property should not be used any more.";
    PropertyUndeprecated = "property-undeprecated", "property" "no longer deprecated", None None, "A property may be used again.";
    // Members of enums.
    MemberAdded = "member-added", "enum member" "added", Minor Minor, "A member of an enum is newly documented.";
    MemberRemoved = "member-removed", "enum member" "removed", Breaking Minor, "A member of an enum is no longer documented.";
    MemberRenamed = "member-renamed", "enum member" "renamed", Breaking Minor, "A member has another name; the evidence that it is the same one is listed.";
    MemberRecased = "member-recased", "enum member" "spelt in other letter case", Breaking None, "The name of a member differs in letter case only.";
    MemberNumberChanged = "member-number-changed", "enum member" "numbered otherwise", None None, "The number of a member has changed; numbers are never sent.";
    MemberBecameOptIn = "member-became-opt-in", "enum member" "returned only when asked for", None Breaking, "A member is now returned only on request.";
    MemberReturnedToAll = "member-returned-to-all", "enum member" "returned to everybody", None Minor, "A member is now returned without a request for it.";
    MemberDeprecated = "member-deprecated", "enum member" "deprecated", None None, "A member should not be used any more.";
    MemberUndeprecated = "member-undeprecated", "enum member" "no longer deprecated", None None, "A member may be used again.";
    FlagsChanged = "flags-changed", "enum" "changed between one member and several", Breaking Breaking, "Values may now combine several members of an enum, or no longer do.";
    // Operations.
    OperationAdded = "operation-added", "operation" "added", Minor Minor, "An operation is newly documented.";
    OperationRemoved = "operation-removed", "operation" "removed", Breaking Breaking, "An operation is no longer documented.";
    OperationRenamed = "operation-renamed", "operation" "renamed", None None, "The same method of the same URL is documented under another name.";
    OperationMethodChanged = "operation-method-changed", "HTTP method" "changed", Breaking None, "An operation is called by another method.";
    OperationKindChanged = "operation-kind-changed", "operation" "of another kind", Breaking Breaking, "An operation is of another kind: for example, it lists instead of getting one item.";
    UrlAdded = "url-added", "URL" "added", Minor None, "An operation can be reached by one more URL.";
    UrlRemoved = "url-removed", "URL" "removed", Breaking None, "An operation can no longer be reached by a URL.";
    UrlParameterRenamed = "url-parameter-renamed", "URL" "with other names of parameters", None None, "Only the names of a URL's placeholders differ.";
    OperationDeprecated = "operation-deprecated", "operation" "deprecated", None None, "An operation should not be called any more.";
    OperationUndeprecated = "operation-undeprecated", "operation" "no longer deprecated", None None, "An operation may be called again.";
    // What an operation takes.
    ParameterAdded = "parameter-added", "parameter" "added", Minor None, "An operation has one more parameter, which is optional.";
    RequiredParameterAdded = "required-parameter-added", "required parameter" "added", Breaking None, "An operation has one more required parameter.";
    ParameterRemoved = "parameter-removed", "parameter" "removed", Breaking None, "An operation no longer has a parameter.";
    ParameterRenamed = "parameter-renamed", "parameter" "renamed", Breaking None, "A parameter has another name; the evidence that it is the same one is listed.";
    ParameterTypeChanged = "parameter-type-changed", "parameter type" "changed", Breaking None, "The values of a parameter are of another type.";
    ParameterMoved = "parameter-moved", "parameter" "moved", Breaking None, "A parameter moved to another part of the request.";
    ParameterBecameRequired = "parameter-became-required", "parameter" "made required", Breaking None, "A parameter is now required.";
    ParameterBecameOptional = "parameter-became-optional", "parameter" "made optional", Minor None, "A parameter is now optional.";
    ParameterValueChanged = "parameter-value-changed", "fixed value" "changed", Breaking None, "The page gives a parameter another fixed value.";
    QueryOptionAdded = "query-option-added", "query option" "added", Minor None, "An operation allows one more OData option.";
    QueryOptionRemoved = "query-option-removed", "query option" "removed", Breaking None, "An operation no longer allows an OData option.";
    BodyChanged = "body-changed", "request body" "changed", Breaking None, "The request body has another type, was added, or was removed.";
    BodyPropertyListed = "body-property-listed", "request property" "listed", Minor None, "The page of an operation lists one more property to send.";
    BodyPropertyUnlisted = "body-property-unlisted", "request property" "listed no more", Minor None, "The page of an operation no longer lists a property to send.";
    BodyPropertyBecameRequired = "body-property-became-required", "request property" "made required", Breaking None, "The request body must now contain the property.";
    BodyPropertyBecameOptional = "body-property-became-optional", "request property" "made optional", Minor None, "The request body may now omit the property.";
    // What comes back.
    ResponseTypeChanged = "response-type-changed", "response type" "changed", None Breaking, "The response has another type.";
    ResponseCollectionChanged = "response-collection-changed", "response" "changed between one and several", None Breaking, "An operation returns a list instead of a single value, or the reverse.";
    StatusAdded = "status-added", "status" "added", None Minor, "An operation has one more success status.";
    StatusRemoved = "status-removed", "status" "removed", None Minor, "An operation no longer has a success status.";
    // Who may call.
    PermissionAdded = "permission-added", "permission" "added", Minor None, "One more permission allows a caller to call an operation.";
    PermissionRemoved = "permission-removed", "permission" "removed", Breaking None, "A permission no longer allows callers to call an operation.";
    LeastPrivilegedChanged = "least-privileged-changed", "least privileged permission" "changed", Minor None, "Another permission is the least privileged one.";
    CallerSupported = "caller-supported", "kind of caller" "let in", Minor None, "One more kind of caller can call an operation.";
    CallerUnsupported = "caller-unsupported", "kind of caller" "shut out", Breaking None, "A kind of caller can no longer call an operation.";
    // Words.
    DescriptionChanged = "description-changed", "description" "changed", None None, "Only the description has changed.";
    // What differs in Rust although the API is the same.
    RustRenamed = "rust-renamed", "Rust name" "changed", None None, "The name in Rust has changed although the documented name has not.";
    RustChanged = "rust-changed", "Rust item" "changed", None None, "An item in Rust has changed, and no change of the API explains it.";
    PlaceRenamed = "place-renamed", "place type" "changed", None None, "Request builder types were added, removed or merged; the calls that use them are the same.";
    FeatureAdded = "feature-added", "cargo feature" "added", None None, "An area has a new cargo feature.";
    FeatureRemoved = "feature-removed", "cargo feature" "removed", None None, "The cargo feature of an area no longer exists.";
}
