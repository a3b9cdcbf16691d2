using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Tests.Connecting;

public sealed class PostgresUriTests
{
    [Theory]
    [InlineData("postgres://viaduct@db1,db2:5433,db3/viaduct", "PostgreSQL, db1:5432,db2:5433,db3:5432/viaduct")]
    [InlineData("postgresql://u:p%40ss@db/x", "PostgreSQL, db:5432/x")]
    [InlineData("postgres:///x?host=/var/run/postgresql&port=5499", "PostgreSQL, /var/run/postgresql:5499/x")]
    [InlineData("postgres://[::1]:5433/x", "PostgreSQL, [::1]:5433/x")]
    [InlineData("Host=::1;Database=x", "PostgreSQL, ::1:5432/x")]
    [InlineData("Host=a,b;Port=5555;Database=x;Username=u", "PostgreSQL, a:5555,b:5555/x")]
    public void ConnectionTarget_AllForms_NamesHostsAndDatabaseAndNoSecret(string text, string description)
    {
        var target = new ConnectionTarget(new PostgresStoreOptions { ConnectionString = text });

        Assert.Equal(description, target.Description);
    }

    [Fact]
    public void Parse_UserPasswordAndKeys_AreUnescaped()
    {
        var builder = PostgresUri.Parse("postgres://us%2Fer:p%40s%3As@db/my%20db?sslmode=verify-full&sslrootcert=%2Fca.pem");

        Assert.Equal("us/er", builder.Username);
        Assert.Equal("p@s:s", builder.Password);
        Assert.Equal("my db", builder.Database);
        Assert.Equal(Npgsql.SslMode.VerifyFull, builder.SslMode);
        Assert.Equal("/ca.pem", builder.RootCertificate);
    }

    [Theory]
    [InlineData("postgres://u:secret@db")]
    [InlineData("postgres://u:secret@/x")]
    [InlineData("postgres://u:secret@db/x?nonsense=1")]
    [InlineData("postgres://u:secret@db/x?sslmode=perhaps")]
    [InlineData("postgres://u:secret@db/x?target_session_attrs=any")]
    [InlineData("Host=db;Nonsense=1;Password=secret;Database=x")]
    [InlineData("Host=db;Password=secret")]
    [InlineData("")]
    [InlineData("what?")]
    public void Parse_NotAConnectionString_SaysWhyWithoutTheSecret(string text)
    {
        var error = Assert.Throws<StoreRefusedException>(() => PostgresUri.Parse(text));

        Assert.Contains("not valid", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://u@a,b/x?target_session_attrs=read-write")]
    [InlineData("Host=a,b;Database=x;Target Session Attributes=primary;Load Balance Hosts=true")]
    public void ConnectionString_WhichNodeIsSaid_IsDecidedHere(string text)
    {
        var target = new ConnectionTarget(new PostgresStoreOptions { ConnectionString = text });

        var builder = new Npgsql.NpgsqlConnectionStringBuilder(target.ConnectionString(1, "viaduct", pooled: true));

        Assert.Equal("b", builder.Host);
        Assert.Null(builder.TargetSessionAttributes);
        Assert.False(builder.LoadBalanceHosts);
    }

    [Fact]
    public void ConnectionTarget_TooManyNodes_AreRefused()
    {
        string nodes = string.Join(',', Enumerable.Range(0, 17).Select(one => $"db{one}"));

        Assert.Throws<StoreRefusedException>(
            () => new ConnectionTarget(new PostgresStoreOptions { ConnectionString = $"postgres://u@{nodes}/x" }));
    }

    [Fact]
    public void ConnectionString_WhateverTheOperatorWrote_NoTimeoutsAndOurName()
    {
        var target = new ConnectionTarget(new PostgresStoreOptions
        {
            ConnectionString = "Host=db;Database=x;Command Timeout=5;Application Name=mine;Options=-c work_mem=1MB",
        });

        var builder = new Npgsql.NpgsqlConnectionStringBuilder(target.ConnectionString(0, "viaduct-7", pooled: false));

        Assert.Equal(0, builder.CommandTimeout);
        Assert.Equal("viaduct-7", builder.ApplicationName);
        Assert.StartsWith("-c work_mem=1MB -c search_path=viaduct", builder.Options, StringComparison.Ordinal);
    }
}
