create table notes (id integer primary key, text varchar(100) not null);
insert into notes values (1, 'O''Neill; 100 %s 😀');
