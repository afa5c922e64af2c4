namespace Batch.Contracts.Kinds;

/// <param name="Option">The option, such as <c>preset</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record OptionError(string Option, string Message);
