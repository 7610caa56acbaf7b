#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace relay::crypto {

/// MD5 of bytes that come in parts. Broken for everything but this: a vendor signed it long ago and
/// its clients still ask for it. What rests on it alone is never better than legacy-signed.
class Md5 {
 public:
  using Sum = std::array<std::byte, 16>;

  Md5();
  Md5(Md5&&) noexcept;
  Md5& operator=(Md5&&) noexcept;
  ~Md5();

  void add(std::span<const std::byte> bytes);
  /// Of everything added; then begins again from nothing.
  Sum finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// 32 lower-case hexadecimal digits.
std::string hex_of(const Md5::Sum& sum);

}  // namespace relay::crypto
