namespace Batch.Simulation.Tests.Model;

/// <summary>Rows by their key, in the order in which they came.</summary>
internal sealed class Table<TKey, TRow>
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, Row<TRow>> _byKey = [];

    public List<Row<TRow>> Rows { get; } = [];

    public IReadOnlyCollection<TRow> Values => Rows.ConvertAll(r => r.Value);

    public Row<TRow>? Find(TKey key) => _byKey.GetValueOrDefault(key);

    public void Add(TKey key, TRow value)
    {
        var row = new Row<TRow>(value);
        _byKey.Add(key, row);
        Rows.Add(row);
    }
}
