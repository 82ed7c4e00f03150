"""The pages of the dashboard, one a module with a function `show`."""
