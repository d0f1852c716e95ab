"""The program on the terminal: HubApp, its session, the routes between screens, and the actions of every screen."""
