#pragma once

#include <string>

#include "policy/id.h"
#include "policy/release.h"

/// What a test calls something, as what it is.
namespace tests {

inline policy::GroupId group(const char* name) {
  return *policy::GroupId::parse(name);
}
inline policy::FeedId feed(const char* name) {
  return *policy::FeedId::parse(name);
}
inline policy::VersionText version(const std::string& text) {
  return *policy::VersionText::parse(text);
}

}  // namespace tests
