#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "policy/digest.h"
#include "policy/id.h"
#include "policy/place.h"
#include "policy/time.h"

namespace policy {

/// What a release changes on a device.
enum class ContentClass {
  Software,      ///< What the product does.
  Intelligence,  ///< Detections, definitions.
  Configuration,
};

/// What was verified, strongest first.
enum class Evidence {
  VendorSigned,   ///< By the vendor's key, with what counts as strong today.
  LegacySigned,   ///< By the vendor's key, with what was strong once (MD5, RSA below 2048 bits).
  HashChained,    ///< Hashes that lead back to something authenticated otherwise.
  TransportOnly,  ///< Nothing but the connection or the folder that it came from.
};

/// A release's place in its feed: 1, 2, 3 … in the order in which we accepted them. This is the
/// order of releases everywhere; versions are only names.
struct Sequence {
  std::uint64_t number = 0;
  friend auto operator<=>(Sequence, Sequence) = default;
};

/// What the vendor calls a release, or what the adapter made of the names of its parts:
/// "daily 27500, main 62". 1 to 256 printable ASCII characters.
class VersionText {
 public:
  static std::optional<VersionText> parse(std::string text);
  const std::string& text() const { return text_; }
  friend auto operator<=>(const VersionText&, const VersionText&) = default;

 private:
  explicit VersionText(std::string text) : text_{std::move(text)} {}
  std::string text_;
};

/// Whether a release is still trusted, for every group alike.
enum class Standing {
  Good,
  Suspect,      ///< Opens nowhere new, stays where it is open.
  Quarantined,  ///< We do not trust it: never opened, withdrawn everywhere.
  Recalled,     ///< The vendor took it back: withdrawn everywhere.
};

/// What the adapter knows that makes a release risky.
struct Marks {
  bool major = false;    ///< The vendor says so.
  bool kernel = false;   ///< It contains or touches a kernel part.
  bool unknown = false;  ///< Software, of which the adapter cannot tell.
  std::string engine{};  ///< Of an intelligence package: the engine it carries; empty: none.
  friend bool operator==(const Marks&, const Marks&) = default;
};

/// One immutable version of a feed's content, as far as decisions need it.
struct Release {
  Sequence sequence;
  VersionText version;
  Digest tree;
  Instant first_seen{};
  Standing standing = Standing::Good;
  std::string standing_reason{};  ///< Why it is not Good; empty when it is.
  Salt salt{};                    ///< For buckets; see place.h.
  Marks marks{};
  std::optional<Instant> vendor_time{};  ///< Signed by the vendor; can only make it younger.
  std::optional<Instant> expires_at{};   ///< When its signed metadata is no longer accepted.
};

/// The words of the glossary, as they stand in policies, tables, JSON and messages.
const char* word(ContentClass content);
const char* word(Evidence evidence);
const char* word(Standing standing);
std::optional<ContentClass> parse_content_class(std::string_view word);
std::optional<Evidence> parse_evidence(std::string_view word);
std::optional<Standing> parse_standing(std::string_view word);

}  // namespace policy
