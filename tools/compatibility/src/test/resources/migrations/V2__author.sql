alter table notes add author varchar(40);
