"""What every command line of the project shares (命令行机制): both packages' commands use it."""
