# The command line, for the program and for its tests, which build it without the other rooms.
set(cli_sources
  acting.cpp
  calls.cpp
  command.cpp
  commands.cpp
  forms.cpp
  help.cpp
  looking.cpp
  policies.cpp
  program.cpp
  recorded.cpp
  show_explain.cpp
  show_history.cpp
  show_outlook.cpp
  show_policy.cpp
  show_simulation.cpp
  show_status.cpp
  simulating.cpp
  sync.cpp
  table.cpp
  visible.cpp
  words.cpp
)
list(TRANSFORM cli_sources PREPEND ${CMAKE_CURRENT_LIST_DIR}/)
