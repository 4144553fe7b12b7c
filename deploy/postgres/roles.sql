-- Roles and databases of compose.yaml, made when its PostgreSQL starts for the first time. See docs/runbooks/database-roles.md.
-- The passwords are those of compose.yaml, whose PostgreSQL is reached from its own network only.

CREATE ROLE whence_owner LOGIN CREATEROLE PASSWORD 'owner';
CREATE DATABASE whence OWNER whence_owner;
CREATE DATABASE whence_analytics OWNER whence_owner;
CREATE DATABASE whence_affiliate OWNER whence_owner;

CREATE ROLE whence_api NOLOGIN;
CREATE ROLE whence_worker NOLOGIN;
CREATE ROLE whence_app LOGIN NOINHERIT PASSWORD 'app';
GRANT whence_api, whence_worker TO whence_app WITH INHERIT FALSE, SET TRUE;
