//! The table of rules: what kinds of change there are, what each does to programs that talk to the service, and how it is
//! counted. What a change does to the Rust crate is not in the table: that is seen in the plans.

use super::impact::Impact;

macro_rules! rules {
    ($($variant:ident = $name:literal, $noun:literal $verb:literal, $request:ident $response:ident, $meaning:literal;)*) => {
        /// What kind of change it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule { $(#[doc = $meaning] $variant,)* }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name users see: stable, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// One line on what it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What has changed, and how: `property`, `added`.
            pub fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($noun, $verb),)* }
            }

            /// What it does to programs that talk to the service: to what they send, and to what they receive.
            pub fn service(self) -> (Impact, Impact) {
                match self { $(Self::$variant => (Impact::$request, Impact::$response),)* }
            }

            /// What it does to whom, and what to do: Markdown, from the file in `rules/` that is named like the rule.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("rules/", $name, ".md")),)* }
            }
        }
    };
}

impl Rule {
    /// The rule that users call so.
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
    TypeAdded = "type-added", "type" "added", Minor Minor, "A type is documented that was not before.";
    TypeRemoved = "type-removed", "type" "removed", Breaking Breaking, "A type is documented no more.";
    TypeRenamed = "type-renamed", "type" "renamed", Minor Minor, "A type has another name; what speaks for it being the same type is told.";
    TypeKindChanged = "type-kind-changed", "type" "turned into another kind", Breaking Breaking, "An object type became an enum, or an enum became an object type.";
    BaseChanged = "base-changed", "base" "changed", Breaking Breaking, "A type derives from another base, from one at all, or from none any more.";
    TypeOpened = "type-opened", "type" "opened", Minor Minor, "Undeclared properties are part of the type's contract now.";
    TypeClosed = "type-closed", "type" "closed", Breaking Minor, "Undeclared properties are no part of the type's contract any more.";
    TypeBecameAbstract = "type-became-abstract", "type" "made abstract", Breaking None, "No value has exactly this type any more.";
    TypeBecameConcrete = "type-became-concrete", "type" "made concrete", Minor Minor, "Values may have exactly this type now.";
    KeyChanged = "key-changed", "key" "changed", Breaking Breaking, "Another property tells the values of a type apart.";
    StreamChanged = "stream-changed", "type" "changed as a stream", Breaking Breaking, "A type became a stream that `$value` reads, or is none any more.";
    TypeDeprecated = "type-deprecated", "type" "deprecated", None None, "A type should not be used any more.";
    TypeUndeprecated = "type-undeprecated", "type" "no longer deprecated", None None, "A type may be used again.";
    AreaChanged = "area-changed", "area" "changed", None None, "A type or an operation belongs to another area of the docs.";
    // Properties.
    PropertyAdded = "property-added", "property" "added", Minor Minor, "A property is documented that was not before.";
    RequiredPropertyAdded = "required-property-added", "required property" "added", Breaking Minor, "A property is new, and a request needs it.";
    PropertyRemoved = "property-removed", "property" "removed", Breaking Breaking, "A property is documented no more.";
    PropertyRenamed = "property-renamed", "property" "renamed", Breaking Breaking, "A property has another name; what speaks for it being the same one is told.";
    PropertyRecased = "property-recased", "property" "spelt in other letter case", Breaking Breaking, "The name of a property differs in letter case only.";
    PropertyMoved = "property-moved", "property" "moved in its family", None None, "A property is declared by a base now, or by a derived type.";
    PropertyTypeChanged = "property-type-changed", "property type" "changed", Breaking Breaking, "The values of a property are of another type.";
    PropertyCollectionChanged = "property-collection-changed", "property" "changed between one and several", Breaking Breaking, "A property holds several values instead of one, or one instead of several.";
    PropertyBecameNullable = "property-became-nullable", "property" "made nullable", Minor Breaking, "A property may be null now.";
    PropertyBecameNonNullable = "property-became-non-nullable", "property" "made non-nullable", Breaking Minor, "A property cannot be null any more.";
    PropertyBecameRequired = "property-became-required", "property" "made required", Breaking Minor, "A request needs the property now.";
    PropertyBecameOptional = "property-became-optional", "property" "made optional", Minor Minor, "A request may leave the property out now.";
    PropertyBecameReadOnly = "property-became-read-only", "property" "made read-only", Breaking None, "A request cannot set the property any more.";
    PropertyBecameWritable = "property-became-writable", "property" "made writable", Minor None, "A request may set the property now.";
    PropertyBecameWriteOnly = "property-became-write-only", "property" "made write-only", None Breaking, "A response does not hold the property any more.";
    PropertyBecameReadable = "property-became-readable", "property" "made readable", None Minor, "A response may hold the property now.";
    PropertyReturnedChanged = "property-returned-changed", "property" "returned on other terms", None Breaking, "A property is part of the default answer no more, or another option asks for it.";
    PropertyReturnedByDefault = "property-returned-by-default", "property" "returned by default", None Minor, "A property is part of the default answer now.";
    PropertyNavigationChanged = "property-navigation-changed", "property" "changed between value and relationship", Breaking Breaking, "A structural property became a relationship, or a relationship a structural property.";
    PropertyCapabilityAdded = "property-capability-added", "property" "supporting more query options", Minor None, "A property supports one more OData option, or one more operator with it.";
    PropertyCapabilityRemoved = "property-capability-removed", "property" "supporting fewer query options", Breaking None, "A property does not support an OData option, or an operator with it, any more.";
    PropertyValuesChanged = "property-values-changed", "value list" "changed", Minor Minor, "Other values of an open string are documented.";
    PropertySecrecyChanged = "property-secrecy-changed", "property" "changed as a secret", None None, "A property became a secret, which Rust never prints, or is none any more.";
    PropertyDeprecated = "property-deprecated", "property" "deprecated", None None, "A property should not be used any more.";
    PropertyUndeprecated = "property-undeprecated", "property" "no longer deprecated", None None, "A property may be used again.";
    // Members of enums.
    MemberAdded = "member-added", "enum member" "added", Minor Minor, "A member of an enum is documented that was not before.";
    MemberRemoved = "member-removed", "enum member" "removed", Breaking Minor, "A member of an enum is documented no more.";
    MemberRenamed = "member-renamed", "enum member" "renamed", Breaking Minor, "A member has another name; what speaks for it being the same one is told.";
    MemberRecased = "member-recased", "enum member" "spelt in other letter case", Breaking None, "The name of a member differs in letter case only.";
    MemberNumberChanged = "member-number-changed", "enum member" "numbered otherwise", None None, "The integer beside a member is another one; it never travels.";
    MemberBecameOptIn = "member-became-opt-in", "enum member" "returned only when asked for", None Breaking, "A member is returned to those only who ask for it.";
    MemberReturnedToAll = "member-returned-to-all", "enum member" "returned to everybody", None Minor, "A member is returned to those too who do not ask for it.";
    MemberDeprecated = "member-deprecated", "enum member" "deprecated", None None, "A member should not be used any more.";
    MemberUndeprecated = "member-undeprecated", "enum member" "no longer deprecated", None None, "A member may be used again.";
    FlagsChanged = "flags-changed", "enum" "changed between one member and several", Breaking Breaking, "Several members of an enum may stand together now, or only one.";
    // Operations.
    OperationAdded = "operation-added", "operation" "added", Minor Minor, "An operation is documented that was not before.";
    OperationRemoved = "operation-removed", "operation" "removed", Breaking Breaking, "An operation is documented no more.";
    OperationRenamed = "operation-renamed", "operation" "renamed", None None, "The same method of the same URL is documented under another name.";
    OperationMethodChanged = "operation-method-changed", "HTTP method" "changed", Breaking None, "An operation is called by another method.";
    OperationKindChanged = "operation-kind-changed", "operation" "of another kind", Breaking Breaking, "An operation does another kind of thing: it lists instead of getting one, and the like.";
    UrlAdded = "url-added", "URL" "added", Minor None, "An operation can be reached by one more URL.";
    UrlRemoved = "url-removed", "URL" "removed", Breaking None, "An operation cannot be reached by a URL any more.";
    UrlParameterRenamed = "url-parameter-renamed", "URL" "with other names of parameters", None None, "A URL is the same but for the names of its placeholders.";
    OperationDeprecated = "operation-deprecated", "operation" "deprecated", None None, "An operation should not be called any more.";
    OperationUndeprecated = "operation-undeprecated", "operation" "no longer deprecated", None None, "An operation may be called again.";
    // What an operation takes.
    ParameterAdded = "parameter-added", "parameter" "added", Minor None, "An operation takes one more parameter, which may be left out.";
    RequiredParameterAdded = "required-parameter-added", "required parameter" "added", Breaking None, "An operation needs one more parameter.";
    ParameterRemoved = "parameter-removed", "parameter" "removed", Breaking None, "An operation does not take a parameter any more.";
    ParameterRenamed = "parameter-renamed", "parameter" "renamed", Breaking None, "A parameter has another name; what speaks for it being the same one is told.";
    ParameterTypeChanged = "parameter-type-changed", "parameter type" "changed", Breaking None, "The values of a parameter are of another type.";
    ParameterMoved = "parameter-moved", "parameter" "moved", Breaking None, "A parameter travels in another part of the request.";
    ParameterBecameRequired = "parameter-became-required", "parameter" "made required", Breaking None, "An operation needs the parameter now.";
    ParameterBecameOptional = "parameter-became-optional", "parameter" "made optional", Minor None, "An operation does without the parameter now.";
    ParameterValueChanged = "parameter-value-changed", "fixed value" "changed", Breaking None, "The page gives a parameter another fixed value.";
    QueryOptionAdded = "query-option-added", "query option" "added", Minor None, "An operation allows one more OData option.";
    QueryOptionRemoved = "query-option-removed", "query option" "removed", Breaking None, "An operation does not allow an OData option any more.";
    BodyChanged = "body-changed", "request body" "changed", Breaking None, "An operation sends a body of another type, one at all, or none any more.";
    BodyPropertyListed = "body-property-listed", "request property" "listed", Minor None, "The page of an operation names one more property to send.";
    BodyPropertyUnlisted = "body-property-unlisted", "request property" "listed no more", Minor None, "The page of an operation does not name a property to send any more.";
    BodyPropertyBecameRequired = "body-property-became-required", "request property" "made required", Breaking None, "An operation needs the property in its body now.";
    BodyPropertyBecameOptional = "body-property-became-optional", "request property" "made optional", Minor None, "An operation does without the property in its body now.";
    // What comes back.
    ResponseTypeChanged = "response-type-changed", "response type" "changed", None Breaking, "An operation returns something of another type.";
    ResponseCollectionChanged = "response-collection-changed", "response" "changed between one and several", None Breaking, "An operation returns a list instead of one thing, or one thing instead of a list.";
    StatusAdded = "status-added", "status" "added", None Minor, "An operation answers with one more status of success.";
    StatusRemoved = "status-removed", "status" "removed", None Minor, "An operation does not answer with a status of success any more.";
    // Who may call.
    PermissionAdded = "permission-added", "permission" "added", Minor None, "One more permission lets a caller in.";
    PermissionRemoved = "permission-removed", "permission" "removed", Breaking None, "A permission does not let callers in any more.";
    LeastPrivilegedChanged = "least-privileged-changed", "least privileged permission" "changed", Minor None, "Another permission is the least privileged one.";
    CallerSupported = "caller-supported", "kind of caller" "let in", Minor None, "An operation can be called by one more kind of caller.";
    CallerUnsupported = "caller-unsupported", "kind of caller" "shut out", Breaking None, "An operation cannot be called by a kind of caller any more.";
    // Words.
    DescriptionChanged = "description-changed", "description" "changed", None None, "The words about something differ, and nothing else.";
    // What differs in Rust although the API is the same.
    RustRenamed = "rust-renamed", "Rust name" "changed", None None, "The documentation names something as before, and Rust calls it otherwise.";
    RustChanged = "rust-changed", "Rust item" "changed", None None, "Something in Rust differs, and no change of the thing itself explains it.";
    PlaceRenamed = "place-renamed", "place type" "changed", None None, "Types of places in the API came, went or were merged; the calls that lead through them are the same.";
    FeatureAdded = "feature-added", "cargo feature" "added", None None, "There is one more area that can be switched on.";
    FeatureRemoved = "feature-removed", "cargo feature" "removed", None None, "An area cannot be switched on by its name any more.";
}
