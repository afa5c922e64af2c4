namespace Batch.Core.Ids;

/// <summary>Names a chunk.</summary>
public readonly record struct ChunkId : IEntityId<ChunkId>
{
    private ChunkId(string value) => Value = value;

    public static string Prefix => "chunk";

    public string Value { get; }

    public static ChunkId FromValid(string value) => new(value);

    public override string ToString() => Value;
}
