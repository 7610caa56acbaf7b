#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "policy/digest.h"
#include "policy/facts.h"
#include "policy/id.h"
#include "policy/release.h"
#include "policy/time.h"
#include "relay/catalog/acts.h"
#include "relay/catalog/proposals.h"
#include "relay/db/database.h"

/// How the policy's nouns stand in columns: instants as whole seconds since 1970, digests as their
/// hexadecimal text, closed sets as the glossary's words. What does not parse is a db::Failure.
namespace relay::catalog {

const char* word(policy::Opening::How how);  ///< "adopted", "rules", "bypass", "advanced"
std::optional<policy::Opening::How> parse_how(std::string_view word);
const char* word(policy::Halt::Acknowledged::How how);  ///< "resume", "block"
std::optional<policy::Halt::Acknowledged::How> parse_acknowledged(std::string_view word);
std::optional<ActKind> parse_act_kind(std::string_view word);
std::optional<Ending> parse_ending(std::string_view word);

/// By whom, why and when, in columns from this one on.
policy::Said said_in(const db::Row& row, std::size_t column);

/// What `parse` makes of a text, or a Failure that says what was expected.
template <class Parse>
auto parsed(const db::Cell& cell, const char* expected, Parse parse) {
  auto value = parse(db::Codec<std::string>::from(cell));
  if (!value) throw db::Failure{std::string{"expected "} + expected + ", found " + db::show(cell)};
  return *std::move(value);
}

}  // namespace relay::catalog

namespace relay::db {

template <>
struct Codec<policy::Instant> {
  static Cell to(policy::Instant at) { return policy::unix_seconds(at); }
  static policy::Instant from(const Cell& cell) {
    return policy::from_unix_seconds(Codec<std::int64_t>::from(cell));
  }
};

template <>
struct Codec<policy::Digest> {
  static Cell to(const policy::Digest& digest) { return digest.hex(); }
  static policy::Digest from(const Cell& cell) {
    return catalog::parsed(cell, "64 hexadecimal digits", policy::Digest::parse_hex);
  }
};

template <class Kind>
struct Codec<policy::Id<Kind>> {
  static Cell to(const policy::Id<Kind>& id) { return id.text(); }
  static policy::Id<Kind> from(const Cell& cell) {
    return catalog::parsed(cell, policy::Id<Kind>::kShape, policy::Id<Kind>::parse);
  }
};

template <>
struct Codec<policy::Sequence> {
  static Cell to(policy::Sequence release) { return Codec<std::uint64_t>::to(release.number); }
  static policy::Sequence from(const Cell& cell) { return {Codec<std::uint64_t>::from(cell)}; }
};

template <>
struct Codec<policy::VersionText> {
  static Cell to(const policy::VersionText& version) { return version.text(); }
  static policy::VersionText from(const Cell& cell) {
    return catalog::parsed(cell, "a version", policy::VersionText::parse);
  }
};

template <>
struct Codec<policy::ContentClass> {
  static Cell to(policy::ContentClass content) { return policy::word(content); }
  static policy::ContentClass from(const Cell& cell) {
    return catalog::parsed(cell, "a content class", policy::parse_content_class);
  }
};

template <>
struct Codec<policy::Evidence> {
  static Cell to(policy::Evidence evidence) { return policy::word(evidence); }
  static policy::Evidence from(const Cell& cell) {
    return catalog::parsed(cell, "a level of evidence", policy::parse_evidence);
  }
};

template <>
struct Codec<policy::Standing> {
  static Cell to(policy::Standing standing) { return policy::word(standing); }
  static policy::Standing from(const Cell& cell) {
    return catalog::parsed(cell, "a standing", policy::parse_standing);
  }
};

template <>
struct Codec<policy::Opening::How> {
  static Cell to(policy::Opening::How how) { return catalog::word(how); }
  static policy::Opening::How from(const Cell& cell) {
    return catalog::parsed(cell, "how it was opened", catalog::parse_how);
  }
};

template <>
struct Codec<policy::Halt::Acknowledged::How> {
  static Cell to(policy::Halt::Acknowledged::How how) { return catalog::word(how); }
  static policy::Halt::Acknowledged::How from(const Cell& cell) {
    return catalog::parsed(cell, "how it was acknowledged", catalog::parse_acknowledged);
  }
};

template <>
struct Codec<policy::BasisPoints> {
  static Cell to(policy::BasisPoints points) { return Codec<std::uint32_t>::to(points.count); }
  static policy::BasisPoints from(const Cell& cell) { return {Codec<std::uint32_t>::from(cell)}; }
};

template <>
struct Codec<policy::Skips> {
  static Cell to(policy::Skips skips) { return policy::show(skips); }
  static policy::Skips from(const Cell& cell) {
    return catalog::parsed(cell, "the rules to skip", policy::parse_skips);
  }
};

/// All 64 bits are used, so it stands as the signed number with the same bits.
template <>
struct Codec<policy::Place> {
  static Cell to(policy::Place place) { return std::bit_cast<std::int64_t>(place.value); }
  static policy::Place from(const Cell& cell) {
    return {std::bit_cast<std::uint64_t>(Codec<std::int64_t>::from(cell))};
  }
};

template <>
struct Codec<catalog::ActKind> {
  static Cell to(catalog::ActKind kind) { return catalog::word(kind); }
  static catalog::ActKind from(const Cell& cell) {
    return catalog::parsed(cell, "a kind of act", catalog::parse_act_kind);
  }
};

template <>
struct Codec<catalog::Ending> {
  static Cell to(catalog::Ending how) { return catalog::word(how); }
  static catalog::Ending from(const Cell& cell) {
    return catalog::parsed(cell, "how a proposal ended", catalog::parse_ending);
  }
};

}  // namespace relay::db
