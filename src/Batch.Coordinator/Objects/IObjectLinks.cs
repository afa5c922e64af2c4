namespace Batch.Coordinator.Objects;

/// <summary>Makes links that allow one method on one object until they expire, by the clock of the store. Who holds one needs nothing else.</summary>
public interface IObjectLinks
{
    /// <summary>A link to read an object, whole or by range.</summary>
    ValueTask<Uri> ReadAsync(string objectName, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>A link to create an object, once.</summary>
    ValueTask<Uri> CreateAsync(string objectName, TimeSpan lifetime, CancellationToken cancellationToken);
}
