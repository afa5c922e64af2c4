namespace Batch.Coordinator.Objects;

/// <summary>Where workers reach this coordinator: set once, when it listens.</summary>
public sealed class CoordinatorAddress
{
    private Uri? _value;

    /// <exception cref="InvalidOperationException">It does not listen yet.</exception>
    public Uri Value => _value ?? throw new InvalidOperationException("The address of the coordinator is not known before it listens.");

    /// <param name="value">Scheme, host and port.</param>
    public void Set(Uri value) => _value = value;
}
