#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/digest.h"
#include "policy/result.h"
#include "policy/time.h"

/// A tree is what a release consists of, and how it is served: path → bytes, role, media type, the
/// validators that a client may send. Written once, stored as a blob, named by its digest.
///
/// Its text, one line each, in order of path, fields separated by one space:
///
///     sluice-tree-1
///     file pointer 9f86…0a08 9483 1624408845 1624408845 application/octet-stream daily.cvd
///     file immutable e3b0…b855 1637 1624408845 - application/octet-stream daily-27500.cdiff
///     gap 27471 27499 daily- .cdiff
///
/// file: role, SHA-256, size in bytes, modified (Unix seconds), also valid for (Unix seconds or -),
/// media type, path. gap: first and last number, the path before and after the number, either of
/// which may be empty; gaps stand after the files, in order of before, after, first, last.
namespace relay::store {

/// What may change at a URL.
enum class Role {
  Pointer,    ///< Its bytes change from release to release.
  Signature,  ///< As a pointer, and belongs to one.
  Immutable,  ///< These bytes for ever.
};

struct File {
  std::string path{};  ///< Relative, '/' between parts; passed is_servable_path().
  policy::Digest digest{};
  std::uint64_t size = 0;
  Role role = Role::Immutable;
  std::string media_type = "application/octet-stream";  ///< Printable ASCII without a space.
  policy::Instant
      modified{};  ///< When we first had these bytes at this path; for immutables' Last-Modified.
  /// A second time that a client's If-Modified-Since may name for exactly these bytes (freshclam
  /// sends the build time inside its local database).
  std::optional<policy::Instant> also_valid_for{};
  friend bool operator==(const File&, const File&) = default;
};

/// Derived paths: `before` N `after` for first <= N <= last, where the tree has no such file, is
/// answered with an empty 200. freshclam takes an empty cdiff as "fetch the whole database". There
/// is no space in `before` and `after`, and a path made of them is servable.
struct Gap {
  std::string before{};
  std::string after{};
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  friend bool operator==(const Gap&, const Gap&) = default;
};

struct Tree {
  std::vector<File> files{};  ///< In order of path, each path once.
  std::vector<Gap> gaps{};    ///< In order of before, after, first, last; each once.
  /// Nothing when there is no such file.
  const File* find(std::string_view path) const;
  friend bool operator==(const Tree&, const Tree&) = default;
};

/// The canonical text; sorts files and gaps. Two trees are equal if and only if their texts are.
/// The process ends over a tree that could not be read again: a path twice, or one that is not
/// servable.
std::string render(Tree tree);

struct BadTree {
  std::size_t line = 0;  ///< From 1.
  std::string what{};
};
/// Reads exactly what render() writes, and nothing else.
policy::Result<Tree, BadTree> parse_tree(std::string_view text);

/// Whether a vendor's name may be a path that we serve: relative, valid UTF-8 without control
/// characters, no empty, "." or ".." parts, no '\' or ':', no part that ends in '.' or ' ' or is a
/// DOS device (CON, NUL.txt), at most 1024 bytes. It still never becomes a file name of ours.
bool is_servable_path(std::string_view path);

}  // namespace relay::store
