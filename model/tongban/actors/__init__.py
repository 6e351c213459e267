"""The four kinds of actors (四类主体): applicants, departments, halls, data links."""
