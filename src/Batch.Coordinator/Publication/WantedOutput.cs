using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Publication;

/// <summary>An output to publish, where it is and what it must be called.</summary>
/// <param name="Format">The word in <c>output.formats</c>.</param>
/// <param name="Naming">How its name is made.</param>
/// <param name="ObjectName">Its object.</param>
/// <param name="Bytes">Size of the object.</param>
/// <param name="Sha256">Hash of the object.</param>
internal sealed record WantedOutput(string Format, OutputNaming Naming, string ObjectName, long Bytes, string Sha256);
