namespace WeId.Workflows.Web.Identity;

/// <summary>Names the texts of the profile.</summary>
public sealed class ProfielTeksten;
