#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "policy/digest.h"

namespace relay::crypto {

/// SHA-256 of bytes that come in parts. A copy goes on from where the original stands, so a copy
/// can be finished while the original takes more. Belongs to one thread.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256& other);
  Sha256& operator=(const Sha256& other);
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::span<const std::byte> bytes);
  /// Of everything added; then begins again from nothing.
  policy::Digest finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

policy::Digest sha256(std::string_view bytes);
/// Of a whole file, read in large pieces. Throws std::filesystem::filesystem_error when it cannot
/// be read, or is not a file but a symbolic link.
policy::Digest sha256_file(const std::filesystem::path& path);

}  // namespace relay::crypto
