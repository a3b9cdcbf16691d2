using Npgsql;
using NpgsqlTypes;

namespace Viaduct.Store.Postgres;

/// <summary>Typed positional parameters, and commands made of them.</summary>
internal static class Parameters
{
    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlBatch Batch(NpgsqlConnection connection, params ReadOnlySpan<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        return batch;
    }

    public static NpgsqlParameter Of(int value) => Of(value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Of(long value) => Of(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(bool value) => Of(value, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Of(Guid value) => Of(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Of(ReadOnlyMemory<byte> value) => Of(value, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Of(string? value) => Nullable(value, NpgsqlDbType.Text);

    public static NpgsqlParameter Of(DateTimeOffset value) => Of(value, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Of(DateTimeOffset? value) => Nullable(value, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Of(long? value) => Nullable(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(TimeSpan? value) => Nullable(value, NpgsqlDbType.Interval);

    public static NpgsqlParameter Of(Guid? value) => Nullable(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Of(int[]? values) => Nullable(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public static NpgsqlParameter Of(long[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(Guid[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public static NpgsqlParameter Of(string?[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static NpgsqlParameter Of(DateTimeOffset[] values) =>
        Of(values, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Of(TimeSpan value) => Of(value, NpgsqlDbType.Interval);

    public static NpgsqlParameter Of(TimeSpan[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Interval);

    public static NpgsqlParameter Of(ReadOnlyMemory<byte>[] values) =>
        Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    /// <summary>The time that replaces the database's clock, or null.</summary>
    public static NpgsqlParameter Now(TimeProvider? clock) => Nullable(clock?.GetUtcNow(), NpgsqlDbType.TimestampTz);

    private static NpgsqlParameter<T> Of<T>(T value, NpgsqlDbType type) =>
        new() { TypedValue = value, NpgsqlDbType = type };

    private static NpgsqlParameter Nullable<T>(T? value, NpgsqlDbType type) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = type };
}
