using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Batch.Coordinator.Storage;

/// <summary>
/// Sends new rows by binary COPY, in the transaction that is open: a plan's chunks and a page of names come by the hundred, and each
/// INSERT of EF Core's has every column as a parameter of its own. bench/plan measures the way as a whole.
/// </summary>
internal static class BulkInsert
{
    // A COPY has a start and an end of its own: not worth it for a handful.
    private const int FewestRows = 8;

    /// <summary>Sends those new entities of a context that come in numbers. They are unchanged afterwards.</summary>
    /// <returns>Rows sent.</returns>
    /// <exception cref="PostgresException">As from an INSERT; the transaction is spoiled up to the last savepoint.</exception>
    public static int Send(DbContext db)
    {
        var sent = 0;
        if (db.Database.CurrentTransaction is null)
        {
            // By itself, a COPY would be kept where what follows it fails.
            return sent;
        }

        foreach (var added in db.ChangeTracker.Entries()
            .Where(e => e.State == EntityState.Added && IsAlone(e.Metadata))
            .GroupBy(e => e.Metadata)
            .Where(g => g.Count() >= FewestRows)
            .ToList())
        {
            var rows = added.ToList();
            Copy((NpgsqlConnection)db.Database.GetDbConnection(), added.Key, rows);
            rows.ForEach(row => row.State = EntityState.Unchanged);
            sent += rows.Count;
        }

        return sent;
    }

    // Rows that others point at, or that point at others, have to be written in EF Core's order; of some the database makes the key.
    private static bool IsAlone(IEntityType type) =>
        !type.GetForeignKeys().Any()
        && !type.GetReferencingForeignKeys().Any()
        && type.GetFlattenedProperties().All(p => p.ValueGenerated is ValueGenerated.Never);

    private static void Copy(NpgsqlConnection connection, IEntityType type, List<EntityEntry> rows)
    {
        var columns = Columns(type);
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        using var writer = connection.BeginBinaryImport($"COPY \"{type.GetTableName()}\" ({names}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            writer.StartRow();
            foreach (var column in columns)
            {
                if (column.ValueOf(row) is { } value)
                {
                    writer.Write(value, column.StoreType);
                }
                else
                {
                    writer.WriteNull();
                }
            }
        }

        writer.Complete();
    }

    private static List<Column> Columns(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        return [.. type.GetFlattenedProperties().Select(p => new Column(p.GetColumnName(table)!, p.GetRelationalTypeMapping(), p))];
    }

    private sealed record Column(string Name, RelationalTypeMapping Mapping, IProperty Property)
    {
        public string StoreType => Mapping.StoreType;

        public object? ValueOf(EntityEntry row)
        {
            var value = row.CurrentValues[Property];
            return Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }
    }
}
