namespace Batch.Contracts.Kinds;

/// <summary>An object that an attempt of a stage may write.</summary>
public sealed record OutputDefinition
{
    /// <summary>The stage's name for it, such as <c>transcript.vtt</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Deleted as soon as its item is done (prepared audio).</summary>
    public bool Scratch { get; init; }

    /// <summary>The word in <c>output.formats</c> that publishes it; null where it is never published.</summary>
    public string? Format { get; init; }

    /// <summary>How its published name is made from that of the source.</summary>
    public OutputNaming Naming { get; init; }

    /// <summary>MIME type, for REST and stores that keep one.</summary>
    public required string ContentType { get; init; }
}
