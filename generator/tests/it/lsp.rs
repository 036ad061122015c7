//! The language server, by a client that drives the program over its standard streams.

mod answers;
mod editor;
mod findings;
mod lifecycle;

/// A type, its key and what it is used for.
const PERSON: &str = "\
---
title: person resource type
ms.prod: people
---

# person resource type

Namespace: sample

Somebody with a name.

## Properties

| Property | Type | Description |
|:--|:--|:--|
| id | String | The key. |
| age | Int32 | In years. |
| mood | [mood](mood.md) | How things are. |
| friends | [person](person.md) collection | Whom to ask. |

## JSON representation

<!-- { \"blockType\": \"resource\", \"keyProperty\": \"id\", \"@odata.type\": \"sample.person\" } -->
```json
{
  \"@odata.type\": \"#sample.person\",
  \"id\": \"String (identifier)\",
  \"age\": 1024,
  \"mood\": \"String\",
  \"friends\": [{ \"@odata.type\": \"sample.person\" }]
}
```
";

const MOOD: &str = "\
# mood enum type

Namespace: sample

How somebody feels.

## Members

| Member | Description |
|:--|:--|
| calm | At ease. |
| wild | Not at ease. |
";

const GET: &str = "\
# Get person

Namespace: sample

Reads a [person](../resources/person.md).

## Permissions

| Permission type | Least privileged permission |
|:--|:--|
| Delegated (work or school account) | People.Read |
| Delegated (personal Microsoft account) | Not supported. |
| Application | Not supported. |

## HTTP request

```http
GET /people/{person-id}
```

## Path parameters

| Parameter | Type | Description |
|:--|:--|:--|
| person-id | String | Whose. |

## Request body

Do not supply a request body for this method.

## Response

If successful, this method returns a `200 OK` response code and a [person](../resources/person.md) object in the response body.

## Example

### Request

<!-- { \"blockType\": \"request\", \"name\": \"get_person\" } -->
```http
GET https://sample.example/v1.0/people/1
```

### Response

<!-- { \"blockType\": \"response\", \"@odata.type\": \"sample.person\" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{
  \"id\": \"1\",
  \"age\": 30,
  \"mood\": \"calm\"
}
```
";

/// A workspace with these pages, in `docs`.
const FILES: &[(&str, &str)] = &[
    ("docs/docwright.toml", ""),
    ("docs/resources/person.md", PERSON),
    ("docs/resources/mood.md", MOOD),
    ("docs/api/person-get.md", GET),
];

const PERSON_PAGE: &str = "docs/resources/person.md";
const GET_PAGE: &str = "docs/api/person-get.md";
